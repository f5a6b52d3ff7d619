package minutebook.events.book;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import minutebook.events.Event;
import minutebook.events.sql.Transactions;
import org.postgresql.PGStatement;

/**
 * Reads long pieces of the book. A piece is as large as memory bears and no larger: rows come some
 * hundred at a time, and no more of them once there are enough.
 */
final class StretchReader {
    private static final int EVENTS_MAX = 20_000;
    private static final long CHARACTERS_MAX = 8L << 20;

    /** So many rows are looked at by one statement, which has to end within its time. */
    private static final long LOOKED_AT_MAX = 500_000;

    private static final int FETCHED = 1_000;

    private final DataSource database;
    private final EventCodec codec;

    StretchReader(DataSource database, EventCodec codec) {
        this.database = database;
        this.codec = codec;
    }

    Stretch read(long after, long to, Collection<Class<? extends Event>> kinds)
            throws SQLException {
        long until = Math.min(to, after + LOOKED_AT_MAX);
        var stored = new ArrayList<StoredEvent>();
        boolean whole;
        try (Connection connection = database.getConnection()) {
            whole =
                    Transactions.run(
                            connection, _ -> fill(stored, connection, after, until, select(kinds)));
        }
        long end = whole ? until : stored.getLast().position();
        // After the connection went back: keys may be fetched now, which takes another one.
        return new Stretch(codec.decode(stored), end);
    }

    /** Whether all that there are went in. */
    private static boolean fill(
            List<StoredEvent> stored, Connection connection, long after, long until, String sql)
            throws SQLException {
        long characters = 0;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            // Numbers and times as they are, from the first time on: nobody has to parse them.
            statement.unwrap(PGStatement.class).setPrepareThreshold(-1);
            statement.setFetchSize(FETCHED);
            statement.setLong(1, after);
            statement.setLong(2, until);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    StoredEvent event = BookReader.event(rows);
                    stored.add(event);
                    characters += event.data().length();
                    if (stored.size() == EVENTS_MAX || characters >= CHARACTERS_MAX) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** Names in the text, and not as a parameter: only so does PostgreSQL hash them. */
    private static String select(Collection<Class<? extends Event>> kinds) {
        List<String> names = EventTypes.namesOf(kinds);
        String some =
                names.size() == EventTypes.names().size()
                        ? ""
                        : names.stream()
                                .collect(Collectors.joining("','", " and type in ('", "')"));
        return BookReader.COLUMNS
                + " from book.event where position > ? and position <= ?"
                + some
                + " order by position";
    }
}
