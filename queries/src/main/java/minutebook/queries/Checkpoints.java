package minutebook.queries;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import minutebook.events.book.RecordedEvent;

/** The rows that say how far a projector is, on a connection whose search path is the schema. */
final class Checkpoints {
    private Checkpoints() {}

    static OptionalLong find(Connection connection, String projector) throws SQLException {
        List<Long> found =
                Sql.list(
                        connection,
                        "select position from checkpoint where projector = ?",
                        row -> row.getLong(1),
                        projector);
        return found.isEmpty() ? OptionalLong.empty() : OptionalLong.of(found.getFirst());
    }

    /** Empties the tables of the projector, and sets its checkpoint before the first event. */
    static void startFromNothing(Connection connection, Projector projector) throws SQLException {
        Transaction.run(
                connection,
                () -> {
                    // First, as whoever swaps the tables does.
                    int begun =
                            Sql.update(
                                    connection,
                                    "insert into checkpoint values (?, 0) on conflict do nothing",
                                    projector.name());
                    if (begun != 1) {
                        throw new SQLTransientException(
                                projector.name() + " was just built elsewhere");
                    }
                    Sql.update(connection, "truncate " + String.join(", ", projector.tables()));
                });
    }

    /**
     * Moves the checkpoint to {@code last}, in the transaction that is open if there is one.
     *
     * @throws SQLTransientException if it is not where this projector left it: somebody took it
     *     away to have the read model rebuilt
     */
    static void move(Connection connection, String projector, long from, RecordedEvent last)
            throws SQLException {
        int moved =
                Sql.update(
                        connection,
                        "update checkpoint set position = ?, recorded_at = ?"
                                + " where projector = ? and position = ?",
                        last.position(),
                        last.recordedAt().atOffset(ZoneOffset.UTC),
                        projector,
                        from);
        if (moved != 1) {
            throw new SQLTransientException("Checkpoint of " + projector + " is not at " + from);
        }
    }
}
