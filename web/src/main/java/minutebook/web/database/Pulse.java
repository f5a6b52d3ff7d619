package minutebook.web.database;

import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Knows at any moment whether the database is there, so that nobody who asks has to wait to find
 * out. It asks twice a second on a connection of its own, which is lost in the moment in which
 * PostgreSQL goes. Thread-safe.
 *
 * <p>Where a network swallows everything and closes nothing, each connection of this node would
 * hang for as long as its own limit says: so all are cut off as soon as the pulse is not answered.
 */
final class Pulse implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Pulse.class.getName());

    private static final String CANNOT_CONNECT = "08001";
    private static final int BEAT_EVERY_MILLIS = 500;
    private static final long TRY_EVERY_MILLIS = 100;

    /** A question that costs nothing: whoever takes so long over it does nothing else either. */
    private static final int SILENT_SECONDS_MAX = 3;

    /** A way through that opens again is to be found soon, whatever the last try waits for. */
    private static final int TRY_SECONDS_MAX = 2;

    private final PGSimpleDataSource source;
    private final Set<Connection> opened = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Connection beating;
    private boolean there = true;

    /** {@code source}: of its own, since its limits are changed. */
    Pulse(PGSimpleDataSource source) {
        this.source = source;
        source.setConnectTimeout(TRY_SECONDS_MAX);
        source.setSocketTimeout(TRY_SECONDS_MAX);
        Thread.ofPlatform().name("database-pulse").daemon().start(this::run);
    }

    /** Whether the database is away, as far as is known. Never blocks. */
    synchronized boolean isAway() {
        return !there;
    }

    /** Never blocks. */
    void mustBeThere() throws SQLException {
        if (isAway()) {
            throw new SQLException("The database is away", CANNOT_CONNECT);
        }
    }

    /** Blocks while it is away, or until the end. */
    synchronized void awaitThere() throws SQLException {
        try {
            while (!there && !isClosing()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("Interrupted while the database is away", CANNOT_CONNECT, e);
        }
    }

    /** A connection to the database: is cut off when that is away, as all others are. */
    Connection opened(Connection connection) {
        opened.removeIf(Pulse::isClosed);
        opened.add(connection);
        if (isAway()) {
            cut(connection);
        }
        return connection;
    }

    private void run() {
        while (!isClosing()) {
            try (Connection connection = source.getConnection()) {
                found();
                beating = connection;
                beat(connection);
            } catch (SQLException problem) {
                if (isAway(problem)) {
                    missed(problem);
                } else {
                    found();
                }
                pause();
            }
        }
    }

    /** Until the connection is lost. One that was ended alone can be had again at once. */
    private void beat(Connection connection) {
        try {
            connection.setNetworkTimeout(
                    Runnable::run, (int) TimeUnit.SECONDS.toMillis(SILENT_SECONDS_MAX));
            PGConnection waiting = connection.unwrap(PGConnection.class);
            while (!isClosing()) {
                waiting.getNotifications(BEAT_EVERY_MILLIS);
                Ask.text(connection, "select 1");
            }
        } catch (SQLException lost) {
            if (isSilent(lost)) {
                missed(lost);
            }
        }
    }

    private static boolean isSilent(SQLException lost) {
        return lost.getCause() instanceof SocketTimeoutException;
    }

    /**
     * Nobody answers, or it is on its way down or up: if it has no place for one more, it is there.
     */
    private static boolean isAway(SQLException problem) {
        String state = String.valueOf(problem.getSQLState());
        return state.startsWith("08") || state.startsWith("57P0");
    }

    private synchronized void found() {
        if (!there) {
            LOG.log(System.Logger.Level.INFO, "The database is there again");
        }
        there = true;
        notifyAll();
    }

    private void missed(SQLException why) {
        synchronized (this) {
            if (there) {
                LOG.log(System.Logger.Level.ERROR, "The database is away: {0}", why.getMessage());
            }
            there = false;
        }
        for (Connection each : List.copyOf(opened)) {
            opened.remove(each);
            cut(each);
        }
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException unusable) {
            return true;
        }
    }

    private static void cut(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException closed) {
            // All the better.
        }
    }

    private boolean isClosing() {
        return closed.getCount() == 0;
    }

    private void pause() {
        try {
            closed.await(TRY_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            closed.countDown();
        }
    }

    /** Lets everybody go who waits for it. */
    @Override
    public void close() {
        closed.countDown();
        synchronized (this) {
            notifyAll();
        }
        Connection last = beating;
        if (last != null) {
            cut(last);
        }
    }
}
