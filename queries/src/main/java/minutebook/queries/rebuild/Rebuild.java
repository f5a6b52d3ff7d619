package minutebook.queries.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import minutebook.events.sql.Transactions;
import minutebook.queries.Projector;
import minutebook.queries.Sql;

/**
 * Makes a read model again, while it is in use: a second copy of its tables is folded beside them,
 * and in one transaction takes their place. Nobody sees a half-built table, and nothing is sent to
 * anybody. The checkpoint stays where it is, so the projector goes on as if nothing had been.
 *
 * <p>When it is interrupted, the tables in use are as they were. When it is killed, what is left of
 * the copy is dropped by the next one, and whoever drops {@link Leftovers}.
 */
public final class Rebuild {
    private static final String SCHEMA = "rebuilding_";
    private static final String COMMENT = "Read models that are just being made again";
    private static final String REPLACED = "replaced_";

    /** Closer to the tables in use, the rest is folded while their writer waits. */
    private static final long CLOSE = 500;

    /**
     * So many times readers are asked to let the tables be swapped, twice a second: for minutes.
     */
    private static final int TRIES = 300;

    private static final long PAUSE_MILLIS = 300;
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String DEADLOCK = "40P01";

    private final Connection connection;
    private final EventSource source;

    /** {@code connection}: lent, of the owner of the tables. For one thread. */
    public Rebuild(Connection connection, EventSource source) {
        this.connection = connection;
        this.source = source;
    }

    /** Another one of the same read model is under way. */
    public static final class UnderWay extends Exception {
        UnderWay(Projector projector) {
            super(projector.name(), null, false, false);
        }
    }

    /**
     * Blocks: some seconds a million events.
     *
     * @return the position that the tables were swapped at
     * @throws IllegalArgumentException if the read model is none that follows from the book alone
     */
    public long run(Projector projector, FoldListener listener)
            throws SQLException, InterruptedException, UnderWay {
        if (!projector.isRebuildable()) {
            throw new IllegalArgumentException(projector.name() + " is not rebuildable");
        }
        String schema = SCHEMA + projector.name();
        if (!SchemaLock.tryTake(connection, schema)) {
            throw new UnderWay(projector);
        }
        try {
            return run(projector, schema, listener);
        } finally {
            FoldedCopy.drop(connection, schema);
            SchemaLock.release(connection, schema);
        }
    }

    private long run(Projector projector, String schema, FoldListener listener)
            throws SQLException, InterruptedException {
        FoldedCopy copy =
                FoldedCopy.create(connection, schema, COMMENT, List.of(projector), source);
        for (long live = live(projector); live - copy.position() > CLOSE; live = live(projector)) {
            copy.foldTo(live, listener);
        }
        copy.analyze();
        swap(projector, copy);
        return copy.position();
    }

    private void swap(Projector projector, FoldedCopy copy)
            throws SQLException, InterruptedException {
        for (int left = TRIES; ; left--) {
            long before = copy.position();
            try {
                Transactions.run(connection, _ -> swapNow(projector, copy));
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
            copy.foldTo(live(projector), (_, _, _) -> {});
        }
    }

    private boolean swapNow(Projector projector, FoldedCopy copy) throws SQLException {
        List<String> tables = projector.tables();
        Sql.update(connection, "set local lock_timeout = '200ms'");
        Sql.update(connection, "set local search_path = ''");
        var views = DependentViews.of(connection, FoldedCopy.IN_USE, tables);
        // Readers go on; the projector waits for its checkpoint, before it touches its tables.
        copy.foldRestTo(Positions.hold(connection, projector));
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

    private void move(String table, String from, String to) throws SQLException {
        Sql.update(connection, "alter table %s.%s set schema %s".formatted(from, table, to));
    }

    private long live(Projector projector) throws SQLException {
        return Positions.of(connection, projector);
    }
}
