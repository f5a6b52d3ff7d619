package minutebook.queries;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import minutebook.events.book.Book;
import minutebook.events.book.RecordedEvent;
import minutebook.events.book.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * How far a read model is that another node writes: as far as its checkpoint, and beyond that over
 * events that change no row of it. Their positions the leader stores only some time later, and
 * whoever waited for that would wait in vain. For one thread.
 */
final class Onlooker implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Onlooker.class.getName());

    /** A checkpoint so far ahead is not reached by reading all that lies between. */
    private static final long JUMP = 1_000;

    private final Projector projector;
    private final Book book;
    private final Deque<RecordedEvent> ahead = new ArrayDeque<>();
    private @Nullable Subscription subscription;
    private long checkpoint = -1;

    Onlooker(Projector projector, Book book) {
        this.projector = projector;
        this.book = book;
    }

    /** Where the rows are, when the checkpoint is here. Blocks for nothing but the book. */
    long reached(long seen) throws InterruptedException {
        Subscription from = subscription;
        if (from == null || seen < checkpoint || seen - from.position() > JUMP) {
            close();
            from = book.follow(seen);
            subscription = from;
        }
        checkpoint = seen;
        try {
            return passOver(from);
        } catch (RuntimeException unreadable) {
            // The leader meets it too, and says what is to be said.
            LOG.log(Level.DEBUG, "Only the checkpoint tells how far it is", unreadable);
            close();
            return seen;
        }
    }

    private long passOver(Subscription from) throws InterruptedException {
        long reached = checkpoint;
        while (true) {
            if (ahead.isEmpty()) {
                ahead.addAll(from.next(Duration.ZERO));
            }
            RecordedEvent next = ahead.peek();
            if (next == null) {
                return Math.max(reached, from.position());
            }
            if (next.position() > checkpoint && projector.concerns(next.event())) {
                return Math.max(reached, next.position() - 1);
            }
            reached = Math.max(reached, next.position());
            ahead.remove();
        }
    }

    @Override
    public void close() {
        ahead.clear();
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
    }
}
