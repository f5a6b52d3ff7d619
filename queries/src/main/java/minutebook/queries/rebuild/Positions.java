package minutebook.queries.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import minutebook.events.book.RecordedEvent;
import minutebook.queries.Projector;
import minutebook.queries.Sql;

/** How far the tables in use are. */
final class Positions {
    private static final String SELECT =
            "select position from queries.checkpoint where projector = ?";

    private Positions() {}

    /** 0: nothing is in them. */
    static long of(Connection connection, Projector projector) throws SQLException {
        List<Long> found = Sql.list(connection, SELECT, row -> row.getLong(1), projector.name());
        return found.isEmpty() ? 0 : found.getFirst();
    }

    /** The same, and it stays so until the end of the transaction. */
    static long hold(Connection connection, Projector projector) throws SQLException {
        // Also where there was none: whoever is about to begin waits as well.
        Sql.update(
                connection,
                "insert into queries.checkpoint values (?, 0) on conflict (projector) do nothing",
                projector.name());
        return Sql.list(connection, SELECT + " for update", row -> row.getLong(1), projector.name())
                .getFirst();
    }

    /** They are so far from now on. */
    static void put(Connection connection, Projector projector, RecordedEvent last)
            throws SQLException {
        Sql.update(
                connection,
                "update queries.checkpoint set position = ?, recorded_at = ? where projector = ?",
                last.position(),
                last.recordedAt().atOffset(ZoneOffset.UTC),
                projector.name());
    }
}
