package minutebook.web.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import minutebook.web.start.CannotStart;

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

    private final DatabaseUrl url;
    private final HikariDataSource pool;

    private Database(DatabaseUrl url, HikariDataSource pool) {
        this.url = url;
        this.pool = pool;
    }

    /**
     * Opens the pool, and looks at the first connection. Blocks.
     *
     * @throws CannotStart if it cannot be reached, or its sessions would lose commits
     */
    public static Database connect(DatabaseUrl url) {
        try (Connection first = Connections.asApplication(url).getConnection()) {
            Durability.mustHold(first);
        } catch (SQLException problem) {
            throw Unreachable.because(url, problem);
        }
        return new Database(url, new HikariDataSource(poolOf(url)));
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
        pool.close();
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
