package minutebook.events.book;

import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import minutebook.events.vault.VaultUnavailable;

/**
 * A place in the book: from memory where the tail reaches back to it, from the table otherwise.
 * Where the book cannot be read, or has not what it is said to have, it waits and tries again.
 */
final class Follower implements Subscription {
    private static final System.Logger LOG = System.getLogger(Follower.class.getName());
    private static final int AT_ONCE_MAX = 1_000;
    private static final long RETRY_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Tail tail;
    private final BookReader reader;
    private long position;
    private boolean missed;

    Follower(Tail tail, BookReader reader, long after) {
        this.tail = tail;
        this.reader = reader;
        this.position = after;
    }

    @Override
    public List<RecordedEvent> next(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (tail.awaitBeyond(position, until - System.nanoTime())) {
            List<RecordedEvent> events = tried();
            if (!events.isEmpty()) {
                position = events.getLast().position();
                return events;
            }
            long left = until - System.nanoTime();
            if (left <= 0) {
                return List.of();
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(left, RETRY_EVERY_NANOS));
        }
        return List.of();
    }

    /** None: they cannot be had now. */
    private List<RecordedEvent> tried() {
        try {
            Optional<List<RecordedEvent>> kept = tail.read(position, AT_ONCE_MAX);
            List<RecordedEvent> events =
                    kept.isPresent() ? kept.get() : reader.range(position, AT_ONCE_MAX);
            tellMissed(events.isEmpty());
            return events;
        } catch (SQLException | VaultUnavailable e) {
            LOG.log(Level.DEBUG, "A follower waits for the database", e);
            return List.of();
        }
    }

    /** The rows that were here are gone: once, and not each time. */
    private void tellMissed(boolean missing) {
        if (missing && !missed) {
            LOG.log(
                    Level.WARNING,
                    "The book has no row behind position {0}, but is known to go up to {1}: followers wait for it",
                    Long.toString(position),
                    Long.toString(tail.head()));
        }
        missed = missing;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void close() {
        // Holds nothing: a follower is only a place.
    }
}
