package minutebook.queries.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import minutebook.events.book.RecordedEvent;
import minutebook.events.sql.Transactions;
import minutebook.queries.Projector;
import minutebook.queries.Sql;

/**
 * The tables of read models in a schema of their own, folded from the book: first empty, then as
 * they were at any position, rising. The same projectors write them that write the tables in use;
 * nobody is told of it.
 *
 * <p>The connection is lent, and is of the owner of the tables. For one thread.
 */
final class FoldedCopy {
    /** Where the tables in use are. */
    static final String IN_USE = "queries";

    private final Connection connection;
    private final String schema;
    private final List<? extends Projector> projectors;
    private final EventSource source;
    private long position;

    private FoldedCopy(
            Connection connection,
            String schema,
            List<? extends Projector> projectors,
            EventSource source) {
        this.connection = connection;
        this.schema = schema;
        this.projectors = List.copyOf(projectors);
        this.source = source;
    }

    /**
     * Makes the tables, empty. What stands in such a schema from an earlier time is dropped.
     *
     * @param comment of the schema, which it has from the first moment on
     */
    static FoldedCopy create(
            Connection connection,
            String schema,
            String comment,
            List<? extends Projector> projectors,
            EventSource source)
            throws SQLException {
        // A crash of the machine only costs a repetition.
        Sql.update(connection, "set synchronous_commit = off");
        drop(connection, schema);
        Transactions.run(
                connection,
                it -> {
                    Sql.update(it, "create schema " + schema);
                    return Sql.update(
                            it, "comment on schema %s is '%s'".formatted(schema, comment));
                });
        var tables = new TableCopy(connection, IN_USE, schema);
        for (Projector projector : projectors) {
            for (String table : projector.tables()) {
                tables.make(table);
            }
        }
        return new FoldedCopy(connection, schema, projectors, source);
    }

    static void drop(Connection connection, String schema) throws SQLException {
        Sql.update(connection, "set client_min_messages = warning");
        Sql.update(connection, "drop schema if exists %s cascade".formatted(schema));
    }

    String schema() {
        return schema;
    }

    long position() {
        return position;
    }

    /** Folds on, up to {@code to}, inclusive. */
    void foldTo(long to, FoldListener listener) throws SQLException, InterruptedException {
        if (to <= position) {
            return;
        }
        searchIn(schema);
        try (var ahead = new ReadAhead(source, position, to)) {
            List<RecordedEvent> batch = ahead.next();
            while (!batch.isEmpty()) {
                long began = System.nanoTime();
                List<RecordedEvent> events = batch;
                Transactions.run(connection, _ -> project(events));
                position = batch.getLast().position();
                listener.folded(position, to, System.nanoTime() - began);
                batch = ahead.next();
            }
        } finally {
            searchIn("");
        }
    }

    /** The same in the transaction that is open, for the few events that are left. */
    void foldRestTo(long to) throws SQLException {
        searchIn(schema);
        while (position < to) {
            List<RecordedEvent> batch = source.read(position, (int) Math.min(1_000, to - position));
            project(batch);
            position = batch.getLast().position();
        }
        searchIn("");
    }

    /** The transaction of {@link #foldRestTo} was undone. */
    void undoneTo(long before) {
        position = before;
    }

    private boolean project(List<RecordedEvent> events) throws SQLException {
        for (Projector projector : projectors) {
            List<RecordedEvent> concerning =
                    events.stream().filter(it -> projector.concerns(it.event())).toList();
            if (!concerning.isEmpty()) {
                projector.project(concerning, connection);
            }
        }
        return true;
    }

    /** What the planner knows of tables that were just filled; of new ones it knows nothing. */
    void analyze() throws SQLException {
        for (Projector projector : projectors) {
            for (String table : projector.tables()) {
                Sql.update(connection, "vacuum (analyze) %s.%s".formatted(schema, table));
            }
        }
    }

    private void searchIn(String path) throws SQLException {
        Sql.list(connection, "select set_config('search_path', ?, false)", _ -> "", path);
    }
}
