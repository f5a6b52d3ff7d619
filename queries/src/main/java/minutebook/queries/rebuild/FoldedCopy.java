package minutebook.queries.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import minutebook.events.Event;
import minutebook.events.book.RecordedEvent;
import minutebook.events.book.Stretch;
import minutebook.events.sql.Transactions;
import minutebook.queries.Projector;
import minutebook.queries.Sql;
import minutebook.queries.Transaction;

/**
 * The tables of read models in a schema of their own, folded from the book: first empty, then as
 * they were at any position, rising. The same projectors write them that write the tables in use;
 * nobody is told of it.
 *
 * <p>The connection is lent, and is of the owner of the tables. For one thread at a time.
 */
final class FoldedCopy {
    /** Where the tables in use are. */
    static final String IN_USE = "queries";

    private final Connection connection;
    private final String schema;
    private final List<? extends Projector> projectors;
    private final TableCopy tables;

    /** Of which the keys and indexes are still to be made. */
    private final List<String> bare = new ArrayList<>();

    private long position;

    private FoldedCopy(Connection connection, String schema, List<? extends Projector> projectors) {
        this.connection = connection;
        this.schema = schema;
        this.projectors = List.copyOf(projectors);
        this.tables = new TableCopy(connection, IN_USE, schema);
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
            List<? extends Projector> projectors)
            throws SQLException {
        // Nobody sees the copy: what a crash undoes of it goes with the whole.
        Sql.update(connection, "set synchronous_commit = off");
        drop(connection, schema);
        Transactions.run(
                connection,
                it -> {
                    Sql.update(it, "create schema " + schema);
                    return Sql.update(
                            it, "comment on schema %s is '%s'".formatted(schema, comment));
                });
        var copy = new FoldedCopy(connection, schema, projectors);
        copy.make();
        return copy;
    }

    private void make() throws SQLException {
        for (Projector projector : projectors) {
            for (String table : projector.tables()) {
                tables.make(table);
                if (projector.onlyAddedTo().contains(table)) {
                    bare.add(table);
                } else {
                    tables.index(table);
                }
            }
        }
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

    /** What it has to be given of the book. */
    List<Class<? extends Event>> kinds() {
        return projectors.stream().flatMap(it -> it.kinds().stream()).distinct().toList();
    }

    /** Folds the next piece, in a transaction. */
    void take(Stretch stretch) throws SQLException {
        if (stretch.events().stream().anyMatch(this::looksBack)) {
            index();
        }
        searchIn(schema);
        Transactions.run(connection, _ -> project(stretch.events()));
        searchIn("");
        position = stretch.end();
    }

    /** The same in the transaction that is open, for the few events that are left. */
    void takeRest(EventSource source, long to) throws SQLException {
        searchIn(schema);
        while (position < to) {
            Stretch stretch = source.read(position, to, kinds());
            project(stretch.events());
            position = stretch.end();
        }
        searchIn("");
    }

    /** The transaction of {@link #takeRest} was undone. */
    void undoneTo(long before) {
        position = before;
    }

    private boolean looksBack(RecordedEvent record) {
        return !bare.isEmpty() && projectors.stream().anyMatch(it -> it.looksBack(record.event()));
    }

    private boolean project(List<RecordedEvent> events) throws SQLException {
        for (Projector projector : projectors) {
            List<RecordedEvent> concerning =
                    events.stream().filter(it -> projector.concerns(it.event())).toList();
            if (!concerning.isEmpty()) {
                Transaction.within(connection, part -> projector.project(concerning, part));
            }
        }
        return true;
    }

    /** Makes the keys and indexes that are still to be made, from all rows at once. */
    void index() throws SQLException {
        for (String table : bare) {
            tables.index(table);
        }
        bare.clear();
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
