package minutebook.queries.changes;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantLock;
import minutebook.events.book.Book;
import minutebook.events.book.RecordedEvent;
import minutebook.events.book.Subscription;
import minutebook.queries.ReadModels;

/**
 * Tells whether what an answer is about has changed since it was read. It looks into the book when
 * it is asked, and so costs nothing while nobody reads; what has come since it was last asked is
 * mostly in memory. Thread-safe.
 *
 * <p>What is remembered is the position of the last event of each concern, in a table of fixed
 * size. Concerns that share a place in it change together: that costs a query now and then, and no
 * memory.
 */
public final class LastChanges {
    private static final int PLACES = 1 << 16;

    /** Beyond this, all counts as changed: to read the book would take longer than to ask. */
    private static final int BEHIND_MAX = 1_000;

    /** 2^64 divided by the golden ratio: spreads neighbouring numbers (Knuth, vol. 3, 6.4). */
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private final Book book;
    private final ReadModels models;
    private final AtomicLongArray last = new AtomicLongArray(PLACES);
    private final ReentrantLock lock = new ReentrantLock();
    private Subscription subscription;

    /** Of what came before, nothing is known. */
    private volatile long beginning;

    /** All up to here is in the table. */
    private volatile long position;

    public LastChanges(Book book, ReadModels models) {
        this.book = book;
        this.models = models;
        this.beginning = book.head();
        this.position = beginning;
        this.subscription = book.follow(beginning);
    }

    /** How new at least is what is read from now on; to be taken before it is read. */
    public long now() {
        return models.position();
    }

    /**
     * Whether what was read at {@code since}, a {@link #now}, would still be read in the same way:
     * nothing in the book that this node knows of concerns it, nor anything up to where its read
     * models are. False if it cannot be told.
     */
    public boolean isUnchanged(long since, List<Concern> concerns) throws InterruptedException {
        // Another node may have written what this node's read models show before its book does.
        long end = Math.max(book.head(), models.position());
        if (since < beginning || !reach(end)) {
            return false;
        }
        for (Concern concern : concerns) {
            if (last.get(place(concern)) > since) {
                return false;
            }
        }
        // Else what came between was left out meanwhile.
        return since >= beginning;
    }

    private boolean reach(long end) throws InterruptedException {
        if (position >= end) {
            return true;
        }
        lock.lockInterruptibly();
        try {
            if (end - position > BEHIND_MAX) {
                leaveOut(book.head());
            }
            while (position < end) {
                List<RecordedEvent> events = subscription.next(Duration.ZERO);
                if (events.isEmpty()) {
                    return false;
                }
                events.forEach(this::note);
                position = events.getLast().position();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void leaveOut(long upTo) {
        beginning = upTo;
        subscription.close();
        subscription = book.follow(upTo);
        position = upTo;
    }

    private void note(RecordedEvent event) {
        for (Concern concern : Concern.of(event.event())) {
            last.set(place(concern), event.position());
        }
    }

    private static int place(Concern concern) {
        long key = 31 * concern.id() + concern.kind().name().hashCode();
        return (int) ((key * GOLDEN) >>> (Long.SIZE - Integer.numberOfTrailingZeros(PLACES)));
    }
}
