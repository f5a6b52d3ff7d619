package minutebook.web.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import minutebook.events.sql.Connecting;
import minutebook.web.start.CannotStart;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The migrated database as the server works with it: all connections are of the role {@code
 * minutebook_app}, and limited: 10 s a statement, 3 s for a lock, 15 s idle in a transaction.
 *
 * <p>Thread-safe. Whoever connects it closes it, after everything that uses it.
 */
public final class Database implements AutoCloseable {

    /** How many connections the pool has: more of them only queue up inside PostgreSQL. */
    public static final int CONNECTIONS_MAX = 10;

    private static final long BORROW_MILLIS_MAX = TimeUnit.SECONDS.toMillis(2);
    private static final long FIRST_MILLIS_MAX = TimeUnit.SECONDS.toMillis(10);
    private static final int READY_SECONDS_MAX = 1;
    private static final int REPLICA_SECONDS_MAX = 6;
    private static final long REPLICA_BORROW_MILLIS_MAX = 500;

    private final Pulse pulse;
    private final WatchedPostgres outside;
    private final HikariDataSource pool;
    private final Replicas replicas;

    private Database(DatabaseUrl url, Replicas replicas) {
        this.replicas = replicas;
        pulse = new Pulse(Connections.asApplication(url));
        outside = Connections.asApplication(url, new WatchedPostgres(pulse));
        HikariConfig config = poolOf(Connections.asApplication(url, new Filling(pulse)));
        // Whoever borrows first, which is at once, has only as much patience as anybody.
        config.setInitializationFailTimeout(FIRST_MILLIS_MAX);
        pool = new WatchedPool(config, pulse);
    }

    /** What fills the pool has time, and is to be the first when the database is there again. */
    @SuppressWarnings("serial") // Never written anywhere.
    private static final class Filling extends WatchedPostgres {
        private final transient Pulse pulse;

        Filling(Pulse pulse) {
            super(pulse);
            this.pulse = pulse;
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            pulse.awaitThere();
            return super.getConnection(user, password);
        }
    }

    /** Who borrows shall not wait for a database of which it is known that it is away. */
    private static final class WatchedPool extends HikariDataSource {
        private final Pulse pulse;

        WatchedPool(HikariConfig config, Pulse pulse) {
            super(config);
            this.pulse = pulse;
        }

        @Override
        public Connection getConnection() throws SQLException {
            pulse.mustBeThere();
            return super.getConnection();
        }
    }

    /**
     * Opens the pool, and looks at the first connection. Blocks.
     *
     * @throws CannotStart if it cannot be reached, or its sessions would lose commits
     */
    public static Database connect(DatabaseUrl url) {
        return connect(url, List.of());
    }

    /** The same; {@code replicas} may be away now. */
    public static Database connect(DatabaseUrl url, List<DatabaseUrl> replicas) {
        try (Connection first = Connections.asApplication(url).getConnection()) {
            Durability.mustHold(first);
        } catch (SQLException problem) {
            throw Unreachable.because(url, problem);
        }
        try {
            return new Database(
                    url, new Replicas(replicas.stream().map(Database::replica).toList()));
        } catch (PoolInitializationException gone) {
            throw Unreachable.because(
                    url,
                    gone.getCause() instanceof SQLException problem
                            ? problem
                            : new SQLException(gone.getMessage(), gone));
        }
    }

    /** The pool. Borrowing blocks for at most 2 s, and not at all while the database is away. */
    public DataSource application() {
        return pool;
    }

    /**
     * New connections beside the pool, with the same role and limits, for those who keep one for
     * long: the appender, LISTEN, an advisory lock. Who takes one closes it.
     */
    public DataSource outsidePool() {
        return outside;
    }

    /** The same, for who does not want to try in vain. */
    public Connecting connecting() {
        return outside;
    }

    /** Whether it is known that the database does not answer. Never blocks. */
    public boolean isAway() {
        return pulse.isAway();
    }

    /** From where queries are read instead. */
    public Replicas replicas() {
        return replicas;
    }

    /** Whether the database answers now. Blocks for at most 3 s. */
    public boolean isReady() {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(READY_SECONDS_MAX);
        } catch (SQLException problem) {
            return false;
        }
    }

    /** How many connections of the pool somebody works with now. */
    public int connectionsInUse() {
        return pool.getHikariPoolMXBean().getActiveConnections();
    }

    /** How many wait for one. */
    public int connectionsAwaited() {
        return pool.getHikariPoolMXBean().getThreadsAwaitingConnection();
    }

    @Override
    public void close() {
        // First: the pool waits for those who fill it.
        pulse.close();
        replicas.close();
        pool.close();
    }

    private static Replica replica(DatabaseUrl url) {
        PGSimpleDataSource source = Connections.asApplication(url);
        // Who waits longer is served by the primary.
        source.setSocketTimeout(REPLICA_SECONDS_MAX);
        HikariConfig config = poolOf(source);
        config.setPoolName("replica");
        // It may be away now.
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(REPLICA_BORROW_MILLIS_MAX);
        config.setValidationTimeout(REPLICA_BORROW_MILLIS_MAX);
        return new Replica(url, new HikariDataSource(config));
    }

    private static HikariConfig poolOf(DataSource source) {
        var config = new HikariConfig();
        config.setPoolName("application");
        config.setDataSource(source);
        config.setMaximumPoolSize(CONNECTIONS_MAX);
        // All at once and for good: a crowd that comes at the start must not wait for log-ins.
        config.setMinimumIdle(CONNECTIONS_MAX);
        config.setConnectionTimeout(BORROW_MILLIS_MAX);
        config.setKeepaliveTime(TimeUnit.MINUTES.toMillis(2));
        config.setLeakDetectionThreshold(TimeUnit.SECONDS.toMillis(20));
        return config;
    }
}
