package minutebook.web.database;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * A streaming replica, and whether it can be read from now. One that does not answer, is far
 * behind, or is no copy of this book, is left out until it is seen to be well. Thread-safe.
 */
final class Replica implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Replica.class.getName());
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /** One that came too late is not asked for so long: each question would wait in vain. */
    private static final long PASSED_OVER_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final DatabaseUrl url;
    private final HikariDataSource pool;
    private volatile State state = State.AWAY;
    private volatile long position;
    private volatile long passedOverUntil = System.nanoTime();

    enum State {
        FOLLOWS("follows"),
        BEHIND("is far behind, and left out"),
        AWAY("does not answer, and is left out"),
        NO_COPY("is no copy of this database that follows it, and left out");

        private final String words;

        State(String words) {
            this.words = words;
        }
    }

    Replica(DatabaseUrl url, HikariDataSource pool) {
        this.url = url;
        this.pool = pool;
    }

    /** Where it is, without user and password. */
    String name() {
        return url.jdbc().replaceFirst("^jdbc:postgresql://", "").replaceFirst("\\?.*$", "");
    }

    boolean isWell() {
        return state == State.FOLLOWS;
    }

    /** Whether it is well, and was not too late just now. */
    boolean canBeAsked() {
        return isWell() && System.nanoTime() - passedOverUntil >= 0;
    }

    /** How far its book was when it was last looked at. */
    long position() {
        return position;
    }

    /** How it is, for people. */
    String sentence() {
        return "%s %s, at %d".formatted(name(), state.words, position);
    }

    /** Connections of its pool. */
    DataSource pool() {
        return pool;
    }

    /** New connections beside the pool. */
    DataSource outsidePool() {
        return Connections.asApplication(url);
    }

    /** One of {@code source}, which is this one's, that shows all that is needed in time. */
    Optional<Connection> connect(DataSource source, Map<String, Long> needed, Duration patience) {
        try {
            Connection connection = source.getConnection();
            try {
                if (comesSoFar(connection, needed, patience)) {
                    return Optional.of(connection);
                }
                passedOverUntil = System.nanoTime() + PASSED_OVER_NANOS;
            } catch (SQLException | RuntimeException failure) {
                connection.close();
                throw failure;
            }
            connection.close();
        } catch (SQLException away) {
            leaveOut(away);
        }
        return Optional.empty();
    }

    private static boolean comesSoFar(
            Connection connection, Map<String, Long> needed, Duration patience)
            throws SQLException {
        long untilNanos = System.nanoTime() + patience.toNanos();
        while (!Progress.of(connection).covers(needed)) {
            if (System.nanoTime() - untilNanos >= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return true;
    }

    /** It failed somebody: until it is looked at again. */
    void leaveOut(Exception failure) {
        become(State.AWAY);
        LOG.log(Level.DEBUG, "Replica " + name(), failure);
    }

    /**
     * Looks how it is. Blocks.
     *
     * @param head where the book was a moment ago, which it must have reached by now
     */
    void look(String epoch, long head) {
        try (Connection connection = pool.getConnection()) {
            Progress progress = Progress.of(connection);
            position = progress.book();
            if (!progress.isCopy() || !progress.epoch().equals(epoch)) {
                become(State.NO_COPY);
            } else {
                become(progress.book() < head ? State.BEHIND : State.FOLLOWS);
            }
        } catch (SQLException away) {
            leaveOut(away);
        }
    }

    private void become(State next) {
        if (state != next) {
            state = next;
            LOG.log(
                    next == State.FOLLOWS ? Level.INFO : Level.WARNING,
                    "Replica {0} {1}",
                    name(),
                    next.words);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
