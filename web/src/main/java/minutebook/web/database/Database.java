package minutebook.web.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
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
    private static final int READY_SECONDS_MAX = 1;
    private static final int REPLICA_SECONDS_MAX = 6;
    private static final long REPLICA_BORROW_MILLIS_MAX = 500;

    private final DatabaseUrl url;
    private final HikariDataSource pool;
    private final Replicas replicas;

    private Database(DatabaseUrl url, HikariDataSource pool, Replicas replicas) {
        this.replicas = replicas;
        this.url = url;
        this.pool = pool;
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
        return new Database(
                url,
                new HikariDataSource(poolOf(url)),
                new Replicas(replicas.stream().map(Database::replica).toList()));
    }

    /** The pool. Borrowing blocks for at most 2 s. */
    public DataSource application() {
        return pool;
    }

    /**
     * New connections beside the pool, with the same role and limits, for those who keep one for
     * long: the appender, LISTEN, an advisory lock. Who takes one closes it.
     */
    public DataSource outsidePool() {
        return Connections.asApplication(url);
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

    @Override
    public void close() {
        replicas.close();
        pool.close();
    }

    private static Replica replica(DatabaseUrl url) {
        HikariConfig config = poolOf(url);
        PGSimpleDataSource source = Connections.asApplication(url);
        // Who waits longer is served by the primary.
        source.setSocketTimeout(REPLICA_SECONDS_MAX);
        config.setDataSource(source);
        config.setPoolName("replica");
        config.setConnectionTimeout(REPLICA_BORROW_MILLIS_MAX);
        config.setValidationTimeout(REPLICA_BORROW_MILLIS_MAX);
        return new Replica(url, new HikariDataSource(config));
    }

    private static HikariConfig poolOf(DatabaseUrl url) {
        var config = new HikariConfig();
        config.setPoolName("application");
        config.setDataSource(Connections.asApplication(url));
        config.setMaximumPoolSize(CONNECTIONS_MAX);
        // All at once and for good: a crowd that comes at the start must not wait for log-ins.
        config.setMinimumIdle(CONNECTIONS_MAX);
        config.setConnectionTimeout(BORROW_MILLIS_MAX);
        config.setKeepaliveTime(TimeUnit.MINUTES.toMillis(2));
        config.setLeakDetectionThreshold(TimeUnit.SECONDS.toMillis(20));
        // The first connection was just looked at: no need to wait for another.
        config.setInitializationFailTimeout(-1);
        return config;
    }
}
