package minutebook.events.book;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import minutebook.events.book.AppendFailure.BookOverloaded;
import minutebook.events.book.AppendFailure.BookRefused;
import minutebook.events.book.AppendFailure.BookUnavailable;
import minutebook.events.book.AppendFailure.OutcomeUnknown;
import minutebook.events.log.About;
import minutebook.events.sql.Connecting;
import minutebook.events.sql.Transactions;
import org.jspecify.annotations.Nullable;

/**
 * This node's one writer of the book: group commit. It takes all appends that are waiting, and
 * writes them in one transaction of one statement, which carries itself out only where the book
 * still stands as they were decided on. While it commits, the next ones gather, and where that pays
 * it waits for them ({@link Gathering}); so the busier the node, the cheaper each append.
 */
final class Appender implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Appender.class.getName());

    static final int WAITING_MAX = 4_096;

    static final int BATCH_MAX = 512;
    private static final long BATCH_CHARACTERS_MAX = 8L << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration RECONNECT_EVERY = Duration.ofMillis(200);

    private final BlockingQueue<Pending> waiting;
    private final Remembered remembered = new Remembered();
    private final Gathering gathering = new Gathering();
    private final AppendCounts counts = new AppendCounts();
    private final Connecting database;
    private final Tail tail;
    private final InstantSource clock;
    private final Thread thread;

    private volatile boolean databaseAway;
    private volatile boolean closing;
    private @Nullable Connection connection;

    /**
     * Begins to write.
     *
     * @param database gives the connection that the appender keeps for itself
     * @param waitingMax how many appends may wait
     */
    Appender(Connecting database, Tail tail, InstantSource clock, int waitingMax) {
        waiting = new ArrayBlockingQueue<>(waitingMax);
        this.database = database;
        this.tail = tail;
        this.clock = clock;
        thread = Thread.ofPlatform().name("book-appender").start(this::run);
    }

    AppendCounts counts() {
        return counts;
    }

    int waiting() {
        return waiting.size();
    }

    boolean isAway() {
        return !closing && isDatabaseAway();
    }

    /** Who had nothing to write when it went has not noticed it on their own connection. */
    private boolean isDatabaseAway() {
        return databaseAway || database.isAway();
    }

    /** Blocks until the append is durable, or failed; at most 5 s. */
    Appended append(Pending pending) {
        if (closing || isDatabaseAway()) {
            throw new BookUnavailable(closing ? "The book is closing" : "The database is away");
        }
        if (!waiting.offer(pending)) {
            throw new BookOverloaded();
        }
        if (closing && pending.cancel()) {
            // It may have come when the last look at the queue was over.
            throw new BookUnavailable("The book is closing");
        }
        try {
            return pending.result().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AppendFailure failure) {
                throw failure;
            }
            throw new IllegalStateException("The append failed", e.getCause());
        } catch (TimeoutException e) {
            throw givenUp(pending, new BookOverloaded());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw givenUp(pending, new BookUnavailable("The server is stopping"));
        }
    }

    /** What its caller is told, who waits no longer; {@code notDone}: if it was not taken yet. */
    private static AppendFailure givenUp(Pending pending, AppendFailure notDone) {
        if (pending.cancel()) {
            return notDone;
        }
        pending.result().cancel(false);
        return new OutcomeUnknown();
    }

    private void run() {
        connectEarly();
        while (!closing || !waiting.isEmpty()) {
            var taken = new Taken();
            try {
                takeTo(taken);
                if (!taken.appends.isEmpty()) {
                    long begun = System.nanoTime();
                    write(taken.appends);
                    gathering.written(taken.appends.size(), System.nanoTime() - begun);
                }
            } catch (InterruptedException e) {
                // Only close() interrupts: go on until nothing is waiting.
                closing = true;
            } catch (RuntimeException | Error e) {
                // A defect in here must not silence the node: those who wait get it, the rest go
                // on.
                LOG.log(System.Logger.Level.ERROR, "The appender stumbled", e);
                taken.appends.forEach(pending -> pending.result().completeExceptionally(e));
            }
        }
        disconnect();
    }

    /** So that who watches sees that there is no connection before anybody wants to append. */
    private void connectEarly() {
        try {
            connection();
        } catch (SQLException e) {
            awaitDatabase(e);
        }
    }

    private void takeTo(Taken taken) throws InterruptedException {
        if (!closing) {
            taken.add(waiting.take());
        }
        takeTo(taken, 0);
        long nanos = closing ? 0 : gathering.nanos();
        if (nanos > 0) {
            int atOnce = taken.appends.size();
            takeTo(taken, nanos);
            gathering.waited(atOnce, taken.appends.size() - atOnce);
        }
    }

    /** Takes what is there, and what comes within this time. */
    private void takeTo(Taken taken, long nanos) {
        long until = System.nanoTime() + nanos;
        while (!taken.isFull()) {
            Pending next = nanos == 0 ? waiting.poll() : nextBefore(until);
            if (next == null) {
                return;
            }
            taken.add(next);
        }
    }

    private @Nullable Pending nextBefore(long until) {
        try {
            return waiting.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // Only close() interrupts: what is taken is written first.
            closing = true;
            return null;
        }
    }

    /** The appends of the next batch. */
    private static final class Taken {
        private final List<Pending> appends = new ArrayList<>();
        private long characters;

        void add(Pending next) {
            if (next.take()) {
                appends.add(next);
                characters += next.characters();
            }
        }

        boolean isFull() {
            return appends.size() == BATCH_MAX || characters > BATCH_CHARACTERS_MAX;
        }
    }

    private void write(List<Pending> appends) {
        List<Pending> left = appends;
        while (!left.isEmpty()) {
            var attempt = new Attempt(left, clock);
            left = isSettled(attempt) ? List.of() : attempt.awaited();
        }
    }

    /** False: its connection was lost, and it was certainly not done, and can be tried again. */
    private boolean isSettled(Attempt attempt) {
        try {
            Connection open = connection();
            long begun = System.nanoTime();
            attempt.write(open, remembered);
            if (attempt.events() > 0) {
                counts.wrote(attempt.appends().size(), attempt.events(), System.nanoTime() - begun);
            }
            attempt.conclude(tail);
        } catch (SQLException e) {
            remembered.forget();
            if (SqlStates.connectionBroke(e)) {
                return attempt.maybeDone() ? isResolved(attempt, e) : !reconnects(attempt, e);
            }
            failed(attempt, e);
        }
        return true;
    }

    /** Certainly not done, by what the database says. */
    private void failed(Attempt attempt, SQLException e) {
        if (SqlStates.databaseCannotNow(e)) {
            tell(System.Logger.Level.WARNING, "The database refused a batch", attempt, e);
            attempt.fail(new BookUnavailable("The database cannot write now"));
        } else if (attempt.appends().size() > 1) {
            // One of them is poison: it must not take the others with it.
            String what = "A batch failed: trying its appends singly";
            tell(System.Logger.Level.WARNING, what, attempt, e);
            attempt.appends().forEach(each -> write(List.of(each)));
        } else {
            tell(System.Logger.Level.ERROR, "The database does not take an append", attempt, e);
            attempt.fail(new BookRefused(String.valueOf(e.getSQLState())));
        }
    }

    /** Whether there is a new connection at once; if not, nobody is kept waiting for one. */
    private boolean reconnects(Attempt attempt, SQLException cause) {
        disconnect();
        try {
            connection();
            return true;
        } catch (SQLException away) {
            attempt.fail(new BookUnavailable("The database is away"));
            awaitDatabase(cause);
            return false;
        }
    }

    /** The line names the first command of the batch; whoever waits for another, is told by it. */
    private static void tell(
            System.Logger.Level level, String what, Attempt attempt, SQLException e) {
        About.command(attempt.appends().getFirst().append().commandId().value())
                .in(() -> LOG.log(level, what, e));
    }

    /** The connection broke while it was written: asks the book whether it was done. */
    private boolean isResolved(Attempt attempt, SQLException cause) {
        SQLException broke = cause;
        while (!closing) {
            awaitDatabase(broke);
            try {
                boolean done = Transactions.run(connection(), attempt::wasDone);
                if (done) {
                    attempt.conclude(tail);
                }
                return done;
            } catch (SQLException e) {
                broke = e;
            }
        }
        attempt.fail(new OutcomeUnknown());
        return true;
    }

    /** Refuses what waits, and all that comes, until the database answers again. */
    private void awaitDatabase(SQLException cause) {
        LOG.log(System.Logger.Level.ERROR, "The book lost its database: {0}", cause.getMessage());
        databaseAway = true;
        disconnect();
        while (!closing) {
            var stranded = new ArrayList<Pending>();
            waiting.drainTo(stranded);
            var away = new BookUnavailable("The database is away");
            stranded.forEach(each -> each.result().completeExceptionally(away));
            try {
                connection();
                LOG.log(System.Logger.Level.INFO, "The book has its database again");
                break;
            } catch (SQLException e) {
                pause();
            }
        }
        databaseAway = false;
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RECONNECT_EVERY.toMillis());
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    private Connection connection() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = database.connect();
            // Another node that holds the lock and hangs must not make us hang with it, nor we
            // others if it is us: a node may be stopped at any moment, for long. And all that is
            // asked here is a probe of an index: a plan that was made while the book was small
            // must not go on scanning it when it is large.
            try (var statement = open.createStatement()) {
                statement.execute(
                        "set lock_timeout = '4s'; set statement_timeout = '10s';"
                                + " set idle_in_transaction_session_timeout = '1s';"
                                + " set enable_seqscan = off; set enable_bitmapscan = off;"
                                + " set plan_cache_mode = force_generic_plan");
            }
            connection = open;
        }
        return open;
    }

    private void disconnect() {
        Connection old = connection;
        connection = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException e) {
                LOG.log(System.Logger.Level.DEBUG, "Closing a broken connection", e);
            }
        }
    }

    /** Takes no more appends, writes those that are waiting, and ends. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
