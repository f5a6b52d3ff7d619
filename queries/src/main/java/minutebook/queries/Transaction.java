package minutebook.queries;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import minutebook.queries.Sql.RowReader;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of a read model: its checkpoint and its rows, or nothing. What it is to write
 * waits until it reads or ends, and then goes to the database in one round trip with that; so who
 * only writes needs one, commit and all. An error comes with whatever is sent next. For one thread.
 *
 * <p>It waits for the disk as the book does, although its rows could be made again: whoever saw a
 * checkpoint relies on it, and after a crash of the database would read past rows that were undone.
 */
public final class Transaction {
    private final Connection connection;
    private final List<String> statements = new ArrayList<>();
    private final List<@Nullable Object> parameters = new ArrayList<>();

    private Transaction(Connection connection) {
        this.connection = connection;
    }

    /** What is done before the commit. */
    @FunctionalInterface
    public interface Work {
        void in(Transaction transaction) throws SQLException;
    }

    /**
     * Does the work and commits it, or undoes it if it throws. The connection is in autocommit mode
     * before and after.
     */
    public static void run(Connection connection, Work work) throws SQLException {
        var transaction = new Transaction(connection);
        try {
            work.in(transaction);
            transaction.commit();
        } catch (Throwable e) {
            transaction.undo(e);
            throw e;
        }
    }

    /** The same as a part of a transaction that is open on {@code connection}. */
    public static void within(Connection connection, Work work) throws SQLException {
        var part = new Transaction(connection);
        work.in(part);
        part.send();
    }

    /** Is carried out, before anything that is asked for later. */
    public void update(String sql, @Nullable Object... values) {
        statements.add(sql);
        parameters.addAll(Arrays.asList(values));
    }

    /** What {@code sql} gives once all that came before is carried out. Blocks. */
    public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... values)
            throws SQLException {
        begin();
        update(sql, values);
        var list = new ArrayList<T>();
        int before = statements.size() - 1;
        try (PreparedStatement statement = prepared()) {
            statement.execute();
            for (int i = 0; i < before; i++) {
                statement.getMoreResults();
            }
            ResultSet rows = statement.getResultSet();
            while (rows.next()) {
                list.add(reader.read(rows));
            }
        }
        return list;
    }

    /** The connection, in the transaction, with all that came before carried out. Blocks. */
    public Connection connection() throws SQLException {
        begin();
        send();
        return connection;
    }

    private void begin() throws SQLException {
        if (connection.getAutoCommit()) {
            connection.setAutoCommit(false);
        }
    }

    private void commit() throws SQLException {
        if (!connection.getAutoCommit()) {
            update("commit");
        }
        // Without a begin, what is sent together is one transaction (PostgreSQL's protocol,
        // 54.2.4).
        send();
        connection.setAutoCommit(true);
    }

    private void send() throws SQLException {
        if (!statements.isEmpty()) {
            try (PreparedStatement statement = prepared()) {
                statement.execute();
            }
        }
    }

    /** All that waits, as one statement of the driver's; nothing waits any more. */
    private PreparedStatement prepared() throws SQLException {
        PreparedStatement statement = connection.prepareStatement(String.join(";", statements));
        try {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
        } catch (SQLException | RuntimeException failure) {
            statement.close();
            throw failure;
        }
        statements.clear();
        parameters.clear();
        return statement;
    }

    private void undo(Throwable cause) {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            // The connection is gone, and the transaction with it: the cause tells why.
            cause.addSuppressed(e);
        }
    }
}
