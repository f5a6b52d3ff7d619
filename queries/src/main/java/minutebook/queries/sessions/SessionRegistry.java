package minutebook.queries.sessions;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import minutebook.events.UserId;
import minutebook.events.book.Book;
import minutebook.events.book.RecordedEvent;
import minutebook.events.book.Subscription;
import minutebook.events.sql.Transactions;
import minutebook.events.users.SessionEvent.SessionContinued;
import minutebook.events.users.SessionEvent.SessionEnded;
import minutebook.events.users.UserEvent.UserArchived;
import minutebook.queries.Following;
import minutebook.queries.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Tells in memory, on every node, whether a token is still good: loads what the read model has of
 * late, then follows the book itself. Thread-safe; asking never blocks.
 */
public final class SessionRegistry implements Following {
    private static final Logger LOG = System.getLogger(SessionRegistry.class.getName());
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final Book book;
    private final DataSource source;
    private final Cutoffs cutoffs;
    private final List<SessionListener> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("sessions").unstarted(this::run);
    private volatile @Nullable Waiting waiting;
    private volatile long position;
    private volatile State state = State.STARTING;
    private volatile @Nullable String error;

    /**
     * {@code source}: asked for one connection, at the start. {@code tokenLife}: the longest that a
     * token is accepted, with what clocks may differ.
     */
    public SessionRegistry(Book book, DataSource source, Duration tokenLife) {
        this.book = book;
        this.source = source;
        this.cutoffs = new Cutoffs(tokenLife, InstantSource.system());
    }

    /**
     * Whether a token is not revoked. What the token says of itself, its signature and expiry, must
     * have been checked. False as long as it is not known, at the start or after a failure: a token
     * that might be dead is not accepted.
     *
     * @param tokenPosition of the session event that the token was issued with
     */
    public boolean isLive(UUID session, UserId user, long tokenPosition) {
        return state == State.WATCHING && cutoffs.admit(session, user, tokenPosition);
    }

    /**
     * Whether {@link #isLive} can be told: if not, it says no to all, and nobody is to hear that
     * their token was revoked.
     */
    public boolean isFollowing() {
        return state == State.WATCHING;
    }

    /** From now on {@code listener} is told. */
    public void listen(SessionListener listener) {
        listeners.add(listener);
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
        return new Status("session-registry", state, position, error);
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
            while (state != State.WATCHING && !isClosed()) {
                load();
            }
            while (!isClosed()) {
                followUntilItFails();
            }
            become(State.CLOSED, null);
        } catch (RuntimeException | InterruptedException failure) {
            LOG.log(Level.ERROR, "The session registry stopped at " + position, failure);
            become(State.STOPPED, failure);
        }
    }

    /** An event that cannot be read now may be mended: nobody comes in until it is. */
    private void followUntilItFails() throws InterruptedException {
        try {
            follow();
        } catch (RuntimeException failure) {
            LOG.log(Level.ERROR, "The session registry waits at " + position, failure);
            become(State.RETRYING, failure);
            closed.await(RETRY_AFTER.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void load() throws InterruptedException {
        try (Connection connection = source.getConnection()) {
            // One moment for all of the tables, whoever writes them meanwhile.
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            position = Transactions.run(connection, cutoffs::load);
            become(State.WATCHING, null);
        } catch (SQLException away) {
            become(State.RETRYING, away);
            closed.await(RETRY_AFTER.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void follow() throws InterruptedException {
        try (Subscription subscription = book.follow(position)) {
            while (!isClosed()) {
                List<RecordedEvent> batch = subscription.next(PATIENCE);
                if (!batch.isEmpty()) {
                    batch.forEach(cutoffs::apply);
                    position = batch.getLast().position();
                    tell();
                    batch.forEach(this::tellListeners);
                    cutoffs.sweep(batch.getLast());
                }
                if (state == State.RETRYING) {
                    become(State.WATCHING, null);
                }
            }
        }
    }

    private void tellListeners(RecordedEvent record) {
        if (record.event() instanceof SessionEnded it) {
            listeners.forEach(listener -> listener.sessionEnded(it.session()));
        } else if (record.event() instanceof SessionContinued it) {
            listeners.forEach(
                    listener -> listener.sessionContinued(it.session(), record.recordedAt()));
        } else if (record.event() instanceof UserArchived it) {
            listeners.forEach(listener -> listener.userArchived(it.user(), record.position()));
        } else {
            UserCut.of(record.event())
                    .ifPresent(
                            cut ->
                                    listeners.forEach(
                                            listener ->
                                                    listener.userCutOff(
                                                            cut.user(),
                                                            cut.kept(),
                                                            record.position())));
        }
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
}
