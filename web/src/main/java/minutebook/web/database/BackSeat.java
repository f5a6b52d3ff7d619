package minutebook.web.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that those processes of the embedded PostgreSQL that may wait do not keep others
 * waiting: a rebuild's, and those of analysts whose question has taken a second. They get a
 * processor only when nobody else wants it (SCHED_IDLE of Linux, sched(7)), and give it up to
 * whoever wakes. A lesser priority (nice) is not enough: who wakes would still wait for a tick of
 * the kernel's, at each of the ten hops of a command.
 *
 * <p>Where the system cannot do that, all is as it was. It has a connection and a thread.
 */
final class BackSeat implements AutoCloseable {
    /** The application's name by which a rebuild comes. */
    static final String REBUILD = "minutebook-rebuild";

    private static final System.Logger LOG = System.getLogger(BackSeat.class.getName());
    private static final int LOOK_EVERY_SECONDS = 1;
    private static final Path BY_SESSION = Path.of("/proc/sys/kernel/sched_autogroup_enabled");

    private static final String MAY_WAIT =
            """
            select a.pid, a.pid || ' ' || a.backend_start from pg_stat_activity a
            where a.application_name = '%s'
                or a.state = 'active' and a.query_start < now() - interval '1 second'
                    and a.usesysid in (%s)
            """
                    .formatted(REBUILD, AnalystAccess.ANALYSTS);

    private final DatabaseUrl url;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private @Nullable Connection connection;
    private Set<String> seated = new HashSet<>();
    private boolean hinted;

    private BackSeat(DatabaseUrl url) {
        this.url = url;
        this.thread = Thread.ofVirtual().name("back-seat").unstarted(this::run);
    }

    /** Looks every second, until it is closed. */
    static BackSeat beside(DatabaseUrl url) {
        var it = new BackSeat(url);
        it.thread.start();
        return it;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            // It looks for some milliseconds only.
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed.await(LOOK_EVERY_SECONDS, TimeUnit.SECONDS)) {
                look();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        disconnect();
    }

    private void look() throws InterruptedException {
        try (Statement statement = connected().createStatement();
                ResultSet rows = statement.executeQuery(MAY_WAIT)) {
            Set<String> now = new HashSet<>();
            while (rows.next()) {
                String process = rows.getString(2);
                if (seated.contains(process) || seat(rows.getLong(1))) {
                    now.add(process);
                }
            }
            seated = now;
        } catch (SQLException away) {
            // Nobody works then; who does later is found by another connection.
            disconnect();
        }
    }

    private Connection connected() throws SQLException {
        Connection now = connection;
        if (now == null) {
            now = Connections.open(url);
            connection = now;
        }
        return now;
    }

    private void disconnect() {
        try (var _ = connection) {
            connection = null;
        } catch (SQLException gone) {
            LOG.log(System.Logger.Level.DEBUG, "The connection is gone", gone);
        }
    }

    private boolean seat(long process) throws InterruptedException {
        try {
            boolean done =
                    new ProcessBuilder("chrt", "--idle", "--pid", "0", String.valueOf(process))
                                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                                    .start()
                                    .waitFor()
                            == 0;
            hint();
            return done;
        } catch (IOException noSuchProgram) {
            return true;
        }
    }

    /** Each process of PostgreSQL is a session: among sessions, the kernel would not know. */
    private void hint() throws IOException {
        if (!hinted && Files.exists(BY_SESSION) && Files.readString(BY_SESSION).startsWith("1")) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "The kernel shares processors by session, so rebuilds and analysts slow everybody: \"sysctl kernel.sched_autogroup_enabled=0\" ends that.");
        }
        hinted = true;
    }
}
