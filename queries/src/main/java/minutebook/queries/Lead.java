package minutebook.queries;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The lead of one projector: an advisory lock of the session on whose connection it writes, so that
 * who loses the one loses the possibility of the other. The connection's search path is the schema.
 */
final class Lead {
    private static final String KEY = "hashtextextended(current_schema() || ' ' || ?, 0)";

    private Lead() {}

    /**
     * What is seen of a leader from outside.
     *
     * @param lastAct when its session last began or ended to do something, by the database's clock
     * @param silent it is the leader's turn to act, not the database's
     */
    record Sign(int pid, OffsetDateTime began, OffsetDateTime lastAct, boolean silent) {
        private static Sign of(ResultSet row) throws SQLException {
            return new Sign(
                    row.getInt(1),
                    row.getObject(2, OffsetDateTime.class),
                    row.getObject(3, OffsetDateTime.class),
                    row.getBoolean(4));
        }
    }

    static boolean take(Connection connection, String projector) throws SQLException {
        String lock = "select pg_try_advisory_lock(" + KEY + ")";
        return Sql.list(connection, lock, row -> row.getBoolean(1), projector).getFirst();
    }

    /** The lock is the session's: a pool would hand it on to somebody else. */
    static void giveUp(Connection connection) throws SQLException {
        Sql.list(connection, "select pg_advisory_unlock_all()", _ -> "");
    }

    /** The leader; empty: nobody, or PostgreSQL does not say what sessions do. */
    static Optional<Sign> look(Connection connection, String projector) throws SQLException {
        String leader =
                "select pid, began, last_act, silent from vault.leader("
                        + KEY
                        + ") where "
                        + "began is not null and last_act is not null";
        return Sql.list(connection, leader, Sign::of, projector).stream().findFirst();
    }

    /** Ends the leader's session if it is still as it was seen: whether it is gone. */
    static boolean end(Connection connection, String projector, Sign seen) throws SQLException {
        return Sql.list(
                        connection,
                        "select vault.end_leader(" + KEY + ", ?, ?, ?)",
                        row -> row.getBoolean(1),
                        projector,
                        seen.pid(),
                        seen.began(),
                        seen.lastAct())
                .getFirst();
    }
}
