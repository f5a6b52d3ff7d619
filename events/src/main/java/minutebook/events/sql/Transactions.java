package minutebook.events.sql;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Lends transactions: commit and rollback appear here and nowhere else, but for those of read
 * models, which send them along with their statements.
 */
public final class Transactions {

    private Transactions() {}

    /** What is done between begin and commit. */
    @FunctionalInterface
    public interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /**
     * Does the work and commits it, or undoes it if it throws. The connection is in autocommit mode
     * before and after.
     */
    public static <T> T run(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = work.in(connection);
            connection.commit();
            connection.setAutoCommit(true);
            return result;
        } catch (Throwable e) {
            undo(connection, e);
            throw e;
        }
    }

    private static void undo(Connection connection, Throwable cause) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            // The connection is gone, and the transaction with it: the cause tells why.
            cause.addSuppressed(e);
        }
    }
}
