package minutebook.queries;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import minutebook.events.book.AppendFailure.BookUnavailable;
import minutebook.events.book.Book;
import minutebook.events.book.RecordedEvent;
import minutebook.events.log.About;
import minutebook.events.vault.VaultUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one projector going, on a thread of its own. Of all nodes one projects, namely that whose
 * writing connection holds the advisory lock; a node that is cut off loses the lock together with
 * the possibility to write. The others watch the checkpoint, and try for the lock again and again;
 * a leader that does nothing any more they end ({@link Succession}).
 *
 * <p>A database that is away is tried again until it is back. Any other failure stops this
 * projector alone, at its checkpoint, until the next start or until somebody else got further.
 */
public final class ProjectorRunner implements Following {
    private static final Logger LOG = System.getLogger(ProjectorRunner.class.getName());
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration POLL_AWAITED = Duration.ofMillis(5);
    private static final Duration BACK_OFF_MIN = Duration.ofMillis(100);

    /** Commands wait for what is projected: when the database is back, so must this be. */
    private static final Duration BACK_OFF_MAX = Duration.ofSeconds(1);

    private static final Duration LOOK_STOPPED = Duration.ofSeconds(1);

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final Projector projector;
    private final Book book;
    private final DataSource source;
    private final String schema;
    private final LeadersProgress progress;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread;
    private volatile @Nullable Waiting waiting;
    private volatile long position;
    private volatile long written;

    /**
     * What comes back may be another database, a replica that was made the primary and does not
     * have the last rows yet. So how far the rows are, is not known before they are seen again.
     */
    private volatile boolean lost;

    private volatile State state = State.STARTING;
    private volatile @Nullable String error;
    private Duration backOff = BACK_OFF_MIN;

    /** The checkpoint at which it was begun once more after it had stopped: not again at this. */
    private long begunAnewAt;

    /** The first event that was not projected when the work broke off. */
    private @Nullable RecordedEvent failedAt;

    /**
     * A runner for the tables of {@code schema}.
     *
     * @param source of real connections: the runner keeps one for good, so it must not be a small
     *     pool that requests use too
     */
    public ProjectorRunner(Projector projector, Book book, DataSource source, String schema) {
        this(projector, book, source, schema, new LeadersProgress());
    }

    private ProjectorRunner(
            Projector projector,
            Book book,
            DataSource source,
            String schema,
            LeadersProgress progress) {
        this.progress = progress;
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
    public void awaited() {
        if (state == State.WATCHING && wake.availablePermits() == 0) {
            wake.release();
        }
    }

    @Override
    public long position() {
        return lost ? 0 : position;
    }

    @Override
    public OptionalLong written() {
        return OptionalLong.of(written);
    }

    @Override
    public Status status() {
        return new Status(projector.name(), state, position, error);
    }

    @Override
    public void close() {
        closed.countDown();
        wake.release();
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
                attemptUntilItStops();
            }
            become(State.CLOSED, null);
        } catch (InterruptedException interrupted) {
            become(State.STOPPED, interrupted);
        }
    }

    private void attemptUntilItStops() throws InterruptedException {
        try {
            attempt();
        } catch (SQLException | RuntimeException failure) {
            stopped(failure);
            become(State.STOPPED, failure);
            awaitOthers();
        }
    }

    /**
     * What it stopped at may be this node's own trouble: if another one gets further, or somebody
     * who makes the tables anew, it goes on from there. Further than it was itself: before this one
     * looks, the other may be done.
     */
    private void awaitOthers() throws InterruptedException {
        long gaveUpAt = Math.max(position, begunAnewAt);
        do {
            closed.await(LOOK_STOPPED.toMillis(), TimeUnit.MILLISECONDS);
            begunAnewAt = checkpoint().orElse(0);
        } while (!isClosed() && begunAnewAt <= gaveUpAt);
    }

    private OptionalLong checkpoint() {
        try (Connection connection = source.getConnection()) {
            Sql.list(connection, "select set_config('search_path', ?, false)", _ -> "", schema);
            return Checkpoints.find(connection, projector.name());
        } catch (SQLException away) {
            return OptionalLong.empty();
        }
    }

    private void stopped(Exception failure) {
        RecordedEvent at = failedAt;
        About about = at == null ? About.event(position) : About.event(at);
        about.in(
                () ->
                        LOG.log(
                                Level.ERROR,
                                "%s stopped at %d%s: %s"
                                        .formatted(
                                                projector.name(),
                                                position,
                                                at == null
                                                        ? ""
                                                        : ", at the events from %d on"
                                                                .formatted(at.position()),
                                                Reason.of(failure)),
                                failure));
    }

    private void attempt() throws SQLException, InterruptedException {
        try (Connection connection = source.getConnection()) {
            Sql.list(connection, "select set_config('search_path', ?, false)", _ -> "", schema);
            boolean leading = Lead.take(connection, projector.name()) || succeed(connection);
            try {
                if (leading) {
                    become(State.LEADING, null);
                    lead(connection);
                }
            } finally {
                unlock(connection);
            }
        } catch (SQLException failure) {
            if (!Outage.isPassing(failure)) {
                throw failure;
            }
            rest(failure);
        } catch (BookUnavailable | VaultUnavailable | DatabaseAway away) {
            // What a projector asks the book or the vault, it asks the same database.
            rest(away);
        }
    }

    private void lead(Connection connection) throws SQLException, InterruptedException {
        var projection = new Projection(projector, connection, this::reached, this::wrote);
        try {
            projection.run(book, this::isClosed);
        } finally {
            failedAt = projection.underWay();
        }
    }

    private void rest(Exception failure) throws InterruptedException {
        lost = true;
        become(State.RETRYING, failure);
        closed.await(backOff.toMillis(), TimeUnit.MILLISECONDS);
        Duration doubled = backOff.multipliedBy(2);
        backOff = doubled.compareTo(BACK_OFF_MAX) < 0 ? doubled : BACK_OFF_MAX;
    }

    /** Watches until it leads, which is true, or is closed. */
    private boolean succeed(Connection connection) throws SQLException, InterruptedException {
        var succession = new Succession(projector.name());
        try (var onlooker = new Onlooker(projector, book)) {
            while (!isClosed()) {
                watch(connection, onlooker);
                succession.look(connection);
                if (Lead.take(connection, projector.name())) {
                    return true;
                }
            }
        }
        return false;
    }

    private void watch(Connection connection, Onlooker onlooker)
            throws SQLException, InterruptedException {
        become(State.WATCHING, null);
        long untilNanos = System.nanoTime() + Succession.LOOK_EVERY.toNanos();
        while (!isClosed() && System.nanoTime() - untilNanos < 0) {
            OptionalLong checkpoint = progress.of(projector.name(), connection);
            if (checkpoint.isPresent()) {
                observe(checkpoint.getAsLong(), onlooker);
            }
            Waiting told = waiting;
            Duration pause = told != null && told.anybody() ? POLL_AWAITED : POLL;
            if (wake.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                wake.drainPermits();
            }
        }
    }

    private void observe(long checkpoint, Onlooker onlooker) throws InterruptedException {
        if (lost || checkpoint != written) {
            wrote(checkpoint);
            projector.observed(checkpoint);
            reached(checkpoint);
        }
        long reached = onlooker.reached(checkpoint);
        if (reached > position) {
            projector.projected(reached);
            reached(reached);
        }
    }

    private static void unlock(Connection connection) {
        try {
            Lead.giveUp(connection);
        } catch (SQLException broken) {
            LOG.log(Level.DEBUG, "The lock went with its connection", broken);
        }
    }

    private void wrote(long checkpoint) {
        written = checkpoint;
    }

    private void reached(long reached) {
        position = reached;
        lost = false;
        backOff = BACK_OFF_MIN;
        tell();
    }

    private void become(State next, @Nullable Exception failure) {
        // First the reason: whoever sees that it has stopped sees why.
        error = failure == null ? null : Reason.of(failure);
        state = next;
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
        var progress = new LeadersProgress();
        return projectors.stream()
                .map(it -> new ProjectorRunner(it, book, source, "queries", progress))
                .toList();
    }
}
