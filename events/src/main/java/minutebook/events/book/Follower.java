package minutebook.events.book;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A place in the book: from memory where the tail reaches back to it, from the table otherwise. */
final class Follower implements Subscription {
    private static final System.Logger LOG = System.getLogger(Follower.class.getName());
    private static final int AT_ONCE_MAX = 1_000;
    private static final long RETRY_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Tail tail;
    private final BookReader reader;
    private long position;

    Follower(Tail tail, BookReader reader, long after) {
        this.tail = tail;
        this.reader = reader;
        this.position = after;
    }

    @Override
    public List<RecordedEvent> next(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (tail.awaitBeyond(position, until - System.nanoTime())) {
            try {
                Optional<List<RecordedEvent>> kept = tail.read(position, AT_ONCE_MAX);
                List<RecordedEvent> events =
                        kept.isPresent() ? kept.get() : reader.range(position, AT_ONCE_MAX);
                position = events.getLast().position();
                return events;
            } catch (SQLException e) {
                LOG.log(System.Logger.Level.DEBUG, "A follower waits for the database", e);
                long left = until - System.nanoTime();
                if (left <= 0) {
                    return List.of();
                }
                TimeUnit.NANOSECONDS.sleep(Math.min(left, RETRY_EVERY_NANOS));
            }
        }
        return List.of();
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
