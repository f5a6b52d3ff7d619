package minutebook.queries;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import minutebook.events.book.Book;
import minutebook.events.book.RecordedEvent;
import minutebook.events.book.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a projector on one connection, which holds the lock: from the checkpoint on, as long
 * as both last.
 */
final class Projection {
    private static final Duration PATIENCE = Duration.ofMillis(200);

    /** How long a checkpoint may lag behind events that change no row. */
    private static final Duration STORE_AFTER = Duration.ofMillis(50);

    /** Not so many that who follows far behind holds too much memory. */
    private static final int GATHERED_MAX = 10_000;

    /** Longer than a slow database takes; beyond it the way there is dead. */
    private static final int ANSWER_SECONDS_MAX = 5;

    private final Projector projector;
    private final Connection connection;
    private final LongConsumer moved;
    private final LongConsumer wrote;
    private long stored;
    private @Nullable RecordedEvent unstored;
    private long storeAtNanos;
    private long actedAtNanos;
    private @Nullable RecordedEvent underWay;

    /**
     * @param moved told each position that is reached, after the commit
     * @param wrote told each checkpoint that was written together with rows, before that
     */
    Projection(Projector projector, Connection connection, LongConsumer moved, LongConsumer wrote) {
        this.wrote = wrote;
        this.projector = projector;
        this.connection = connection;
        this.moved = moved;
    }

    void run(Book book, BooleanSupplier closing) throws SQLException, InterruptedException {
        stored = begin();
        actedAtNanos = System.nanoTime();
        // Whoever led before may have written more than was seen of it.
        wrote.accept(stored);
        projector.observed(stored);
        moved.accept(stored);
        try (Subscription subscription = book.follow(stored)) {
            while (!closing.getAsBoolean()) {
                List<RecordedEvent> batch = gather(subscription);
                if (!batch.isEmpty()) {
                    underWay = batch.getFirst();
                    take(batch);
                    underWay = null;
                    reached(batch.getLast().position());
                }
                if (unstored != null && System.nanoTime() - storeAtNanos >= 0) {
                    store(unstored);
                }
                if (System.nanoTime() - actedAtNanos >= Succession.ACTS_EVERY.toNanos()) {
                    showLife();
                }
            }
        }
        if (unstored != null) {
            store(unstored);
        }
    }

    /** The first of the events that are being projected, or were when it failed; null: none. */
    @Nullable RecordedEvent underWay() {
        return underWay;
    }

    private long begin() throws SQLException {
        OptionalLong checkpoint = Checkpoints.find(connection, projector.name());
        if (checkpoint.isEmpty() && !projector.isRebuildable()) {
            throw new IllegalStateException(
                    "The checkpoint of '%s' is gone: put it where its rows end"
                            .formatted(projector.name()));
        }
        if (checkpoint.isEmpty()) {
            Checkpoints.startFromNothing(connection, projector);
        }
        return checkpoint.orElse(0);
    }

    private void take(List<RecordedEvent> batch) throws SQLException {
        RecordedEvent last = batch.getLast();
        List<RecordedEvent> concerning =
                batch.stream().filter(it -> projector.concerns(it.event())).toList();
        if (!concerning.isEmpty()) {
            moving(last, transaction -> projector.project(concerning, transaction));
            stored = last.position();
            unstored = null;
            wrote.accept(stored);
        } else {
            if (unstored == null) {
                storeAtNanos = System.nanoTime() + STORE_AFTER.toNanos();
            }
            unstored = last;
        }
    }

    private void store(RecordedEvent last) throws SQLException {
        moving(last, _ -> {});
        stored = last.position();
        unstored = null;
    }

    private void moving(RecordedEvent last, Transaction.Work work) throws SQLException {
        try {
            Transaction.run(
                    connection,
                    transaction -> {
                        // First, so that who holds the checkpoint holds up nobody's tables.
                        Checkpoints.move(transaction, projector.name(), stored, last);
                        work.in(transaction);
                    });
            actedAtNanos = System.nanoTime();
        } catch (SQLException failure) {
            if (Checkpoints.isElsewhere(failure)) {
                throw new SQLTransientException(
                        "Checkpoint of " + projector.name() + " is not at " + stored, failure);
            }
            throw failure;
        }
    }

    /** On the session that holds the lock: who cannot do this cannot lead. */
    private void showLife() throws SQLException {
        if (!connection.isValid(ANSWER_SECONDS_MAX)) {
            throw new SQLTransientConnectionException("The session that leads is gone");
        }
        actedAtNanos = System.nanoTime();
    }

    private List<RecordedEvent> gather(Subscription subscription) throws InterruptedException {
        List<RecordedEvent> first = subscription.next(patience());
        if (first.isEmpty() || projector.gathers().isZero()) {
            return first;
        }
        var gathered = new ArrayList<>(first);
        long untilNanos = System.nanoTime() + projector.gathers().toNanos();
        long leftNanos = projector.gathers().toNanos();
        while (gathered.size() < GATHERED_MAX && leftNanos > 0) {
            gathered.addAll(subscription.next(Duration.ofNanos(leftNanos)));
            leftNanos = untilNanos - System.nanoTime();
        }
        return gathered;
    }

    private Duration patience() {
        if (unstored == null) {
            return PATIENCE;
        }
        return Duration.ofNanos(Math.max(0, storeAtNanos - System.nanoTime()));
    }

    private void reached(long position) {
        projector.projected(position);
        moved.accept(position);
    }
}
