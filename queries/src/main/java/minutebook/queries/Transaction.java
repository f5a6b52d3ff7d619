package minutebook.queries;

import java.sql.Connection;
import java.sql.SQLException;

/** Lends a transaction: all of the work, or nothing. The one place that commits a read model. */
final class Transaction {

    @FunctionalInterface
    interface Work {
        void run() throws SQLException;
    }

    private Transaction() {}

    /**
     * Runs {@code work} on {@code connection}, which must not be in a transaction.
     *
     * <p>Does not wait until the disk has the commit: rows and checkpoint travel together, so what
     * a crash takes away is only work that will be repeated from the book, which does wait.
     */
    static void run(Connection connection, Work work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            Sql.update(connection, "set local synchronous_commit = off");
            work.run();
            connection.commit();
        } catch (SQLException | RuntimeException failure) {
            undo(connection, failure);
            throw failure;
        }
        connection.setAutoCommit(true);
    }

    private static void undo(Connection connection, Exception failure) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException broken) {
            failure.addSuppressed(broken);
        }
    }
}
