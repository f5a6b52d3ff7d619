package minutebook.queries.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import minutebook.events.Event;
import minutebook.events.book.RecordedEvent;
import minutebook.events.sql.Transactions;
import minutebook.queries.Projector;
import minutebook.queries.Sql;

/**
 * A copy of the tables of one read model that is to take their place, in one transaction, with the
 * checkpoint where the copy is. For one thread at a time. Closing it drops what is left of the
 * copy, and closes its connection; with that goes the lock that keeps others from doing the same.
 */
final class Replacement implements AutoCloseable {
    private static final String SCHEMA = "rebuilding_";
    private static final String COMMENT = "Read models that are just being made again";
    private static final String REPLACED = "replaced_";

    /**
     * So many times readers are asked to let the tables be swapped, twice a second: for minutes.
     */
    private static final int TRIES = 300;

    private static final long PAUSE_MILLIS = 300;
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String DEADLOCK = "40P01";

    private final Connection connection;
    private final Projector projector;
    private final EventSource source;
    private final FoldedCopy copy;

    private Replacement(
            Connection connection, Projector projector, EventSource source, FoldedCopy copy) {
        this.connection = connection;
        this.projector = projector;
        this.source = source;
        this.copy = copy;
    }

    /** The copy, empty. The connection is its own from here on, also when this fails. */
    static Replacement begin(Connection connection, Projector projector, EventSource source)
            throws SQLException, Rebuild.UnderWay {
        String schema = SCHEMA + projector.name();
        try {
            if (!SchemaLock.tryTake(connection, schema)) {
                throw new Rebuild.UnderWay(projector);
            }
            FoldedCopy copy = FoldedCopy.create(connection, schema, COMMENT, List.of(projector));
            return new Replacement(connection, projector, source, copy);
        } catch (SQLException | Rebuild.UnderWay problem) {
            connection.close();
            throw problem;
        }
    }

    Projector projector() {
        return projector;
    }

    FoldedCopy copy() {
        return copy;
    }

    /** How far the tables in use are. */
    long live() throws SQLException {
        return Positions.of(connection, projector);
    }

    /** Takes the place of the tables in use, and follows them meanwhile. */
    void swap(Fold fold) throws SQLException, InterruptedException {
        for (int left = TRIES; ; left--) {
            long before = copy.position();
            try {
                Transactions.run(connection, _ -> swapNow());
                return;
            } catch (SQLException busy) {
                copy.undoneTo(before);
                boolean again =
                        LOCK_NOT_AVAILABLE.equals(busy.getSQLState())
                                || DEADLOCK.equals(busy.getSQLState());
                if (left == 0 || !again) {
                    throw busy;
                }
            }
            // Others have their turn, who waited behind us; and the copy follows a little.
            Thread.sleep(PAUSE_MILLIS);
            fold.fold(List.of(copy), live(), (_, _, _) -> {});
        }
    }

    private boolean swapNow() throws SQLException {
        List<String> tables = projector.tables();
        Sql.update(connection, "set local lock_timeout = '200ms'");
        // From here on it is seen: it waits for the disk, or for more, as the database is set up.
        Sql.update(connection, "set local synchronous_commit to default");
        Sql.update(connection, "set local search_path = ''");
        var views = DependentViews.of(connection, FoldedCopy.IN_USE, tables);
        // Readers go on; the projector waits for its checkpoint, before it touches its tables.
        long live = Positions.hold(connection, projector);
        if (live > copy.position()) {
            copy.takeRest(source, live);
        } else if (live < copy.position()) {
            Positions.put(connection, projector, lastOf(copy.position()));
        }
        String replaced = REPLACED + projector.name();
        Sql.update(connection, "create schema " + replaced);
        for (String table : tables) {
            move(table, FoldedCopy.IN_USE, replaced);
            move(table, copy.schema(), FoldedCopy.IN_USE);
        }
        views.bind(connection);
        Sql.update(connection, "drop table " + TableCopy.qualified(replaced, tables));
        Sql.update(connection, "drop schema " + replaced);
        return true;
    }

    private RecordedEvent lastOf(long position) {
        return source.read(position - 1, position, List.of(Event.class)).events().getLast();
    }

    private void move(String table, String from, String to) throws SQLException {
        Sql.update(connection, "alter table %s.%s set schema %s".formatted(from, table, to));
    }

    @Override
    public void close() throws SQLException {
        // Of a copy that took no tables' place, nothing is to be left.
        try (connection) {
            FoldedCopy.drop(connection, copy.schema());
        }
    }
}
