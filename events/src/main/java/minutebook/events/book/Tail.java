package minutebook.events.book;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import minutebook.events.Event;
import minutebook.events.users.UserEvent.UserErased;
import org.jspecify.annotations.Nullable;

/**
 * The newest events, in memory, for those who follow at the head of the book; and the place where
 * they wait for more. Bounded: whoever falls further behind reads the table.
 */
final class Tail {
    private static final int EVENTS_MAX = 8_192;
    private static final long CHARACTERS_MAX = 16L << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();

    // One piece of the book, from position `first` to `end - 1`, each at position % EVENTS_MAX.
    private final @Nullable RecordedEvent[] events = new RecordedEvent[EVENTS_MAX];
    private final int[] sizes = new int[EVENTS_MAX];
    private long first = 1;
    private long end = 1;
    private long characters;

    private long head;
    private final Heard heard = new Heard();
    private final Consumer<Event> published;

    Tail(long head) {
        this(head, _ -> {});
    }

    /** {@code published}: told of each event before anybody gets it; must not block. */
    Tail(long head, Consumer<Event> published) {
        this.head = head;
        this.published = published;
    }

    /** Adds what this node has just committed. {@code lengths}: the characters of each event. */
    void publish(List<RecordedEvent> committed, int[] lengths) {
        lock.lock();
        try {
            if (committed.getFirst().position() != end) {
                // Another node wrote in between: what is kept must stay one piece.
                forget(end - first);
                first = committed.getFirst().position();
                end = first;
            }
            for (int i = 0; i < lengths.length; i++) {
                if (end - first == EVENTS_MAX) {
                    forget(1);
                }
                int slot = (int) (end % EVENTS_MAX);
                events[slot] = committed.get(i);
                sizes[slot] = lengths[i];
                characters += lengths[i];
                end++;
            }
            while (characters > CHARACTERS_MAX) {
                forget(1);
            }
            if (committed.stream().anyMatch(each -> each.event() instanceof UserErased)) {
                // The person's texts are here in the clear; the table has them sealed for ever.
                forget(end - first);
            }
            committed.forEach(each -> published.accept(each.event()));
            moveTo(committed.getLast().position());
        } finally {
            lock.unlock();
        }
    }

    private void forget(long count) {
        for (long i = 0; i < count; i++) {
            int slot = (int) (first % EVENTS_MAX);
            events[slot] = null;
            characters -= sizes[slot];
            first++;
        }
    }

    /** The book was seen to reach to {@code position}, whoever wrote it. */
    void seen(long position) {
        lock.lock();
        try {
            moveTo(position);
        } finally {
            lock.unlock();
        }
    }

    private void moveTo(long position) {
        if (position > head) {
            head = position;
            heard.reaches(position, System.nanoTime());
            moved.signalAll();
        }
    }

    long head() {
        lock.lock();
        try {
            return head;
        } finally {
            lock.unlock();
        }
    }

    /** See {@link Book#heardAt}. Takes no lock. */
    long heardAt(long position) {
        return heard.when(position);
    }

    /**
     * Waits until the book is longer than {@code position}; false: it is not, after all this time.
     */
    boolean awaitBeyond(long position, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (head <= position) {
                if (left <= 0) {
                    return false;
                }
                left = moved.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The events behind {@code after}, at most {@code limit}; empty: they are no longer here. */
    Optional<List<RecordedEvent>> read(long after, int limit) {
        lock.lock();
        try {
            if (after + 1 < first || after + 1 >= end) {
                return Optional.empty();
            }
            long until = Math.min(end, after + 1 + limit);
            var found = new ArrayList<RecordedEvent>((int) (until - after - 1));
            for (long position = after + 1; position < until; position++) {
                found.add(Objects.requireNonNull(events[(int) (position % EVENTS_MAX)]));
            }
            return Optional.of(Collections.unmodifiableList(found));
        } finally {
            lock.unlock();
        }
    }
}
