package minutebook.web.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** Ways to the database below any pool. */
final class Connections {

    /** PostgreSQL's code for a database that is not there. */
    static final String NO_SUCH_DATABASE = "3D000";

    private static final int CONNECT_SECONDS_MAX = 5;

    private Connections() {}

    /** As the URL's user, with no limit on how long a statement takes: for migrations. */
    static PGSimpleDataSource asOwner(DatabaseUrl url) {
        return asOwner(url, new PGSimpleDataSource());
    }

    private static <T extends PGSimpleDataSource> T asOwner(DatabaseUrl url, T source) {
        source.setURL(url.jdbc());
        source.setUser(url.user());
        source.setPassword(url.password());
        source.setConnectTimeout(CONNECT_SECONDS_MAX);
        source.setTcpKeepAlive(true);
        if (!url.jdbc().contains("ApplicationName=")) {
            source.setApplicationName("minutebook");
        }
        // Else an exception's message shows the row that did not fit, and with it into the log.
        source.setLogServerErrorDetail(false);
        return source;
    }

    /**
     * As the lesser role, from the first moment on, with limits.
     *
     * <p>The role is part of the session's start, so that RESET ROLE leads back to it, not to the
     * URL's user. A second login was decided against: its password would have to be shared by all
     * nodes, and by all databases of one PostgreSQL, since roles are common to them.
     */
    static PGSimpleDataSource asApplication(DatabaseUrl url) {
        return asApplication(url, new PGSimpleDataSource());
    }

    /** The same by a source of its own kind, which is given all that it needs. */
    static <T extends PGSimpleDataSource> T asApplication(DatabaseUrl url, T kind) {
        T source = asOwner(url, kind);
        source.setOptions(
                "-c role="
                        + ApplicationRole.NAME
                        + " -c statement_timeout=10s"
                        + " -c lock_timeout=3s"
                        + " -c idle_in_transaction_session_timeout=15s"
                        // A host that vanished keeps none of its sessions for hours.
                        + " -c tcp_keepalives_idle=10"
                        + " -c tcp_keepalives_interval=5"
                        + " -c tcp_keepalives_count=3"
                        + " -c tcp_user_timeout=25s"
                        // What is read is in memory or on an SSD: an index is worth its probes.
                        + " -c random_page_cost=1.1"
                        + " -c plan_cache_mode=force_generic_plan");
        // Beyond the statement's own limit: only a dead network takes this long.
        source.setSocketTimeout(20);
        return source;
    }

    static Connection open(DatabaseUrl url) throws SQLException {
        return asOwner(url).getConnection();
    }
}
