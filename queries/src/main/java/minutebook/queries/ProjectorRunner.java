package minutebook.queries;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import minutebook.events.book.Book;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one projector going, on a thread of its own. Of all nodes one projects, namely that whose
 * writing connection holds the advisory lock; a node that is cut off loses the lock together with
 * the possibility to write. The others watch the checkpoint, and try for the lock every second.
 *
 * <p>A database that is away is tried again until it is back. Any other failure stops this
 * projector alone, at its checkpoint.
 */
public final class ProjectorRunner implements Following {
    private static final Logger LOG = System.getLogger(ProjectorRunner.class.getName());
    private static final Duration WATCH = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration POLL_AWAITED = Duration.ofMillis(10);
    private static final Duration BACK_OFF_MIN = Duration.ofMillis(100);
    private static final Duration BACK_OFF_MAX = Duration.ofSeconds(5);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final Projector projector;
    private final Book book;
    private final DataSource source;
    private final String schema;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Waiting waiting;
    private volatile long position;
    private volatile State state = State.STARTING;
    private volatile @Nullable String error;
    private Duration backOff = BACK_OFF_MIN;

    /**
     * A runner for the tables of {@code schema}.
     *
     * @param source of real connections: the runner keeps one for good, so it must not be a small
     *     pool that requests use too
     */
    public ProjectorRunner(Projector projector, Book book, DataSource source, String schema) {
        this.projector = projector;
        this.book = book;
        this.source = source;
        this.schema = schema;
        // It waits for PostgreSQL most of the time: a virtual thread would be woken by way of two
        // others.
        this.thread =
                Thread.ofPlatform()
                        .name("projector-" + projector.name())
                        .daemon()
                        .unstarted(this::run);
    }

    @Override
    public void start(Waiting waiting) {
        this.waiting = waiting;
        thread.start();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public Status status() {
        return new Status(projector.name(), state, position, error);
    }

    @Override
    public void close() {
        closed.countDown();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            thread.join(CLOSE_PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!isClosed()) {
                attempt();
            }
            become(State.CLOSED, null);
        } catch (SQLException | RuntimeException | InterruptedException failure) {
            LOG.log(Level.ERROR, projector.name() + " stopped at " + position, failure);
            become(State.STOPPED, failure);
        }
    }

    private void attempt() throws SQLException, InterruptedException {
        try (Connection connection = source.getConnection()) {
            Sql.list(connection, "select set_config('search_path', ?, false)", _ -> "", schema);
            Transaction.prepare(connection);
            boolean leading = tryLock(connection);
            while (!isClosed() && !leading) {
                watch(connection);
                leading = tryLock(connection);
            }
            try {
                if (leading) {
                    become(State.LEADING, null);
                    new Projection(projector, connection, this::reached).run(book, this::isClosed);
                }
            } finally {
                unlock(connection);
            }
        } catch (SQLException failure) {
            if (!Outage.isPassing(failure)) {
                throw failure;
            }
            become(State.RETRYING, failure);
            closed.await(backOff.toMillis(), TimeUnit.MILLISECONDS);
            Duration doubled = backOff.multipliedBy(2);
            backOff = doubled.compareTo(BACK_OFF_MAX) < 0 ? doubled : BACK_OFF_MAX;
        }
    }

    private void watch(Connection connection) throws SQLException, InterruptedException {
        become(State.WATCHING, null);
        long untilNanos = System.nanoTime() + WATCH.toNanos();
        while (!isClosed() && System.nanoTime() - untilNanos < 0) {
            OptionalLong checkpoint = Checkpoints.find(connection, projector.name());
            if (checkpoint.isPresent() && checkpoint.getAsLong() != position) {
                projector.observed(checkpoint.getAsLong());
                reached(checkpoint.getAsLong());
            }
            Waiting told = waiting;
            Duration pause = told != null && told.anybody() ? POLL_AWAITED : POLL;
            closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private boolean tryLock(Connection connection) throws SQLException {
        String lock =
                "select pg_try_advisory_lock(hashtextextended(current_schema() || ' ' || ?, 0))";
        return Sql.list(connection, lock, row -> row.getBoolean(1), projector.name()).getFirst();
    }

    /** The lock is the session's: a pool would hand it on to somebody else. */
    private static void unlock(Connection connection) {
        try {
            Sql.list(connection, "select pg_advisory_unlock_all()", _ -> "");
        } catch (SQLException broken) {
            LOG.log(Level.DEBUG, "The lock went with its connection", broken);
        }
    }

    private void reached(long reached) {
        position = reached;
        backOff = BACK_OFF_MIN;
        tell();
    }

    private void become(State next, @Nullable Exception failure) {
        state = next;
        error = failure == null ? null : failure.getClass().getSimpleName();
        tell();
    }

    private void tell() {
        Waiting told = waiting;
        if (told != null) {
            told.moved();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** One runner for each of {@code projectors}, all on the schema {@code queries}. */
    public static List<ProjectorRunner> of(
            List<? extends Projector> projectors, Book book, DataSource source) {
        return projectors.stream()
                .map(it -> new ProjectorRunner(it, book, source, "queries"))
                .toList();
    }
}
