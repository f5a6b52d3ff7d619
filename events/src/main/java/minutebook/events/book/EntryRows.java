package minutebook.events.book;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minutebook.events.StreamId;
import minutebook.events.book.BookEntry.Closed;

/**
 * Reads rows of the book by short statements, on a lent connection: by position, or by the index of
 * streams and versions.
 */
final class EntryRows {
    private static final String SELECT =
            "select position, stream, version, type, data, actor, command_id, recorded_at, hash"
                    + " from book.event where ";

    private final Connection connection;

    EntryRows(Connection connection) {
        this.connection = connection;
    }

    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    Optional<Closed> at(long position) throws SQLException {
        return rows(SELECT + "position = ?", statement -> statement.setLong(1, position)).stream()
                .findFirst();
    }

    /**
     * The first rows of a range that may fit: what is easy to tell is told by the database, so that
     * the others need not come.
     */
    List<Closed> range(EntryRange range, EntryFilter filter, int limit) throws SQLException {
        var sql = new StringBuilder(SELECT);
        sql.append(
                range.forward()
                        ? "position > ? and position <= ?"
                        : "position < ? and position >= ?");
        if (filter.type() != null) {
            sql.append(" and type = ?");
        }
        if (filter.actor() != null) {
            sql.append(" and actor = ?");
        }
        if (filter.user() != null) {
            sql.append(" and (actor = ? or cast(data as text) ~ ?)");
        }
        sql.append(" order by position").append(range.forward() ? "" : " desc").append(" limit ?");
        return rows(sql.toString(), statement -> bind(statement, range, filter, limit));
    }

    private static void bind(
            PreparedStatement statement, EntryRange range, EntryFilter filter, int limit)
            throws SQLException {
        int parameter = 1;
        statement.setLong(parameter++, range.at());
        statement.setLong(parameter++, range.end());
        if (filter.type() != null) {
            statement.setString(parameter++, filter.type());
        }
        if (filter.actor() != null) {
            statement.setLong(parameter++, filter.actor().value());
        }
        if (filter.user() != null) {
            statement.setLong(parameter++, filter.user().value());
            // As a number stands in what we write, alone or in a list.
            statement.setString(parameter++, "[:\\[,]" + filter.user() + "[,}\\]]");
        }
        statement.setInt(parameter, limit);
    }

    /** A stream's rows above a version, rising. */
    List<Closed> streamAfter(StreamId stream, long version, int limit) throws SQLException {
        return stream(stream, "version > ? order by version", version, limit);
    }

    /** A stream's rows up to a version, falling. */
    List<Closed> streamUpTo(StreamId stream, long version, int limit) throws SQLException {
        return stream(stream, "version <= ? order by version desc", version, limit);
    }

    private List<Closed> stream(StreamId stream, String which, long version, int limit)
            throws SQLException {
        return rows(
                SELECT + "stream = ? and " + which + " limit ?",
                statement -> {
                    statement.setString(1, stream.name());
                    statement.setLong(2, version);
                    statement.setInt(3, limit);
                });
    }

    private List<Closed> rows(String sql, Binding binding) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            try (ResultSet row = statement.executeQuery()) {
                var rows = new ArrayList<Closed>();
                while (row.next()) {
                    rows.add(new Closed(BookReader.event(row), row.getBytes(9)));
                }
                return rows;
            }
        }
    }

    /** The version that a stream had when the book was so long; 0: there was none. */
    long versionAt(StreamId stream, long position) throws SQLException {
        Place last = placeUpTo(stream, Long.MAX_VALUE);
        long low = 0;
        long high = last.version();
        if (last.position() <= position) {
            return high;
        }
        // Versions rise with positions: halved until two are neighbours, about 20 looks a million.
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (placeUpTo(stream, middle).position() <= position) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private record Place(long version, long position) {}

    /** The last row of a stream up to a version, be it the one before where that is missing. */
    private Place placeUpTo(StreamId stream, long version) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "select version, position from book.event where stream = ? and version <="
                                + " ? order by version desc limit 1")) {
            statement.setString(1, stream.name());
            statement.setLong(2, version);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? new Place(row.getLong(1), row.getLong(2)) : new Place(0, 0);
            }
        }
    }

    /** The first position up to {@code head} that was recorded then or later; else head + 1. */
    long firstAt(Instant time, long head) throws SQLException {
        long low = 1;
        long high = head + 1;
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (recordedAt(middle).isBefore(time)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Instant recordedAt(long position) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "select recorded_at from book.event where position >= ? order by position"
                                + " limit 1")) {
            statement.setLong(1, position);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? row.getObject(1, OffsetDateTime.class).toInstant()
                        : Instant.MAX;
            }
        }
    }
}
