package minutebook.events.book;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import org.jspecify.annotations.Nullable;

/** Reads the table of the book. */
final class BookReader {
    static final String COLUMNS =
            "select position, stream, version, type, data, actor, command_id, recorded_at";

    private static final String HEAD =
            """
            select position, (select coalesce(max(position), 0) from book.event), epoch
            from book.head
            """;

    private final DataSource database;
    private final EventCodec codec;

    BookReader(DataSource database, EventCodec codec) {
        this.database = database;
        this.codec = codec;
    }

    List<RecordedEvent> range(long after, int limit) throws SQLException {
        return read(
                COLUMNS + " from book.event where position > ? order by position limit ?",
                statement -> {
                    statement.setLong(1, after);
                    statement.setInt(2, limit);
                });
    }

    List<RecordedEvent> stream(StreamId stream, long after) throws SQLException {
        return read(
                COLUMNS + " from book.event where stream = ? and version > ? order by version",
                statement -> {
                    statement.setString(1, stream.name());
                    statement.setLong(2, after);
                });
    }

    Optional<Book.Claimed> claim(String key) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement =
                        connection.prepareStatement(
                                "select stream, position from book.claim where key = ?")) {
            statement.setString(1, key);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Book.Claimed(new StreamId(row.getString(1)), row.getLong(2)))
                        : Optional.empty();
            }
        }
    }

    Optional<Book.Past> command(UUID command) throws SQLException {
        Optional<Done> done = done(command);
        if (done.isEmpty()) {
            return Optional.empty();
        }
        Done it = done.get();
        List<RecordedEvent> events = range(it.position() - it.events(), it.events());
        return Optional.of(new Book.Past(it.position(), it.content(), events));
    }

    private record Done(long position, String content, int events) {}

    private Optional<Done> done(UUID command) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement =
                        connection.prepareStatement(
                                "select position, content, events from book.command"
                                        + " where command_id = ? and content is not null")) {
            statement.setObject(1, command);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Done(row.getLong(1), row.getString(2), row.getInt(3)))
                        : Optional.empty();
            }
        }
    }

    /**
     * What the book says of its end, and what there is.
     *
     * @param position what is said
     * @param lastRow what there is: the same, unless somebody changed it by hand
     */
    record Head(long position, long lastRow, String epoch) {

        /** There is nothing to read behind it, whatever is said. */
        long reach() {
            return Math.min(position, lastRow);
        }
    }

    Head head() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return head(connection);
        }
    }

    static Head head(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(HEAD)) {
            if (!row.next()) {
                throw BookDamaged.noHead();
            }
            return new Head(row.getLong(1), row.getLong(2), row.getString(3));
        }
    }

    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private List<RecordedEvent> read(String sql, Binding binding) throws SQLException {
        var stored = new ArrayList<StoredEvent>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    stored.add(event(rows));
                }
            }
        }
        // After the connection went back: keys may be fetched now, which takes another one.
        return codec.decode(stored);
    }

    /** From the columns in the order of {@code COLUMNS}. */
    static StoredEvent event(ResultSet row) throws SQLException {
        @Nullable Long actor = row.getObject(6, Long.class);
        return new StoredEvent(
                row.getLong(1),
                new StreamId(row.getString(2)),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                actor == null ? null : new UserId(actor),
                row.getObject(7, UUID.class),
                row.getObject(8, OffsetDateTime.class).toInstant());
    }
}
