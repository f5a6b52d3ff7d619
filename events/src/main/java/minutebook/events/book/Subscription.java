package minutebook.events.book;

import java.time.Duration;
import java.util.List;

/**
 * One reader's place in the book. It gets every event after the position that it began at, each
 * once, in order: from memory at the head of the book, from the table where it is behind. For one
 * thread at a time.
 */
public interface Subscription extends AutoCloseable {

    /**
     * The next events, contiguous, at most about a thousand; empty if there is none within {@code
     * patience}. Blocks. A database that is away is waited for, within the same patience.
     */
    List<RecordedEvent> next(Duration patience) throws InterruptedException;

    /** The position of the last event that {@link #next} gave, or where it began. */
    long position();

    @Override
    void close();
}
