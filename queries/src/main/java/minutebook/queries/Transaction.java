package minutebook.queries;

import java.sql.Connection;
import java.sql.SQLException;
import minutebook.events.sql.Transactions;

/** The transaction of a read model: its rows and its checkpoint, or nothing. */
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
        Transactions.run(
                connection,
                _ -> {
                    Sql.update(connection, "set local synchronous_commit = off");
                    work.run();
                    return true;
                });
    }
}
