package minutebook.queries;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import minutebook.events.Event;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.book.Append;
import minutebook.events.book.Appended;
import minutebook.events.book.Book;
import minutebook.events.book.RecordedEvent;
import minutebook.events.book.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * A book in memory, to follow: it keeps all promises of order, and checks no versions nor claims.
 */
public final class PaperBook implements Book {
    /** When its first event was recorded; each other one a second and some later. */
    public static final Instant BEGUN = Instant.parse("2021-08-06T22:58:00.123456Z");

    private final List<RecordedEvent> events = new ArrayList<>();
    private final Map<StreamId, Long> versions = new HashMap<>();

    /** Adds events of one command, of nobody's. */
    public synchronized PaperBook given(Event... happened) {
        return given(null, happened);
    }

    public synchronized PaperBook given(@Nullable UserId actor, Event... happened) {
        for (Event it : happened) {
            long version = versions.merge(it.stream(), 1L, Long::sum);
            events.add(
                    new RecordedEvent(
                            events.size() + 1L,
                            it.stream(),
                            version,
                            it,
                            actor,
                            new UUID(0, events.size()),
                            BEGUN.plus(Duration.ofSeconds(events.size()))));
        }
        notifyAll();
        return this;
    }

    @Override
    public Appended append(Append append) {
        long before = head();
        given(append.actor(), append.events().toArray(Event[]::new));
        return new Appended(head(), read(before, append.events().size()));
    }

    @Override
    public synchronized List<RecordedEvent> read(long after, int limit) {
        int from = (int) Math.min(after, events.size());
        return List.copyOf(events.subList(from, Math.min(events.size(), from + limit)));
    }

    @Override
    public synchronized List<RecordedEvent> readStream(StreamId stream, long after) {
        return events.stream()
                .filter(it -> it.stream().equals(stream) && it.version() > after)
                .toList();
    }

    @Override
    public Optional<Claimed> findClaim(String key) {
        return Optional.empty();
    }

    @Override
    public Optional<Past> findCommand(UUID command) {
        return Optional.empty();
    }

    @Override
    public Subscription follow(long after) {
        return new Reader(after);
    }

    @Override
    public synchronized long head() {
        return events.size();
    }

    @Override
    public boolean reaches(long position) {
        return head() >= position;
    }

    @Override
    public String epoch() {
        return "paper";
    }

    private synchronized List<RecordedEvent> next(long after, Duration patience)
            throws InterruptedException {
        long untilNanos = System.nanoTime() + patience.toNanos();
        long leftMillis = patience.toMillis();
        while (head() <= after && leftMillis > 0) {
            wait(leftMillis);
            leftMillis = (untilNanos - System.nanoTime()) / 1_000_000;
        }
        return read(after, 1000);
    }

    private final class Reader implements Subscription {
        private long position;

        Reader(long position) {
            this.position = position;
        }

        @Override
        public List<RecordedEvent> next(Duration patience) throws InterruptedException {
            List<RecordedEvent> batch = PaperBook.this.next(position, patience);
            position += batch.size();
            return batch;
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public void close() {}
    }
}
