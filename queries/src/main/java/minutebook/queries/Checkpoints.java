package minutebook.queries;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import minutebook.events.book.RecordedEvent;
import minutebook.events.sql.Transactions;

/** The rows that say how far a projector is, on a connection whose search path is the schema. */
final class Checkpoints {
    // Only an error undoes what was sent together with it; projectors divide by nothing else.
    private static final String MOVE =
            """
            with moved as (
                update checkpoint set position = ?, recorded_at = ?
                where projector = ? and position = ? returning 1)
            select 1 / (select count(*) from moved)
            """;

    private static final String DIVISION_BY_ZERO = "22012";

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
        Transactions.run(
                connection,
                it -> {
                    // First, as whoever swaps the tables does.
                    int begun =
                            Sql.update(
                                    it,
                                    "insert into checkpoint values (?, 0) on conflict do nothing",
                                    projector.name());
                    if (begun != 1) {
                        throw new SQLTransientException(
                                projector.name() + " was just built elsewhere");
                    }
                    return Sql.update(it, "truncate " + String.join(", ", projector.tables()));
                });
    }

    /**
     * Moves the checkpoint to {@code last}; the transaction fails ({@link #isElsewhere}) if it is
     * not where this projector left it.
     */
    static void move(Transaction transaction, String projector, long from, RecordedEvent last) {
        transaction.update(
                MOVE, last.position(), last.recordedAt().atOffset(ZoneOffset.UTC), projector, from);
    }

    /** Whether a transaction failed because somebody took the checkpoint away or moved it. */
    static boolean isElsewhere(SQLException failure) {
        return DIVISION_BY_ZERO.equals(failure.getSQLState());
    }
}
