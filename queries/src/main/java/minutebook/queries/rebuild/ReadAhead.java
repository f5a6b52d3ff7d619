package minutebook.queries.rebuild;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import minutebook.events.book.RecordedEvent;

/** Reads and decodes the next batch while this one is being written. For one thread. */
final class ReadAhead implements AutoCloseable {
    private static final int BATCH = 4_000;

    private final ExecutorService reader =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("fold-reader").factory());
    private final EventSource source;
    private final long to;
    private Future<List<RecordedEvent>> next;

    /** Reads what stands behind {@code after}, up to {@code to}. */
    ReadAhead(EventSource source, long after, long to) {
        this.source = source;
        this.to = to;
        this.next = reader.submit(() -> read(after));
    }

    private List<RecordedEvent> read(long after) {
        return after >= to ? List.of() : source.read(after, (int) Math.min(BATCH, to - after));
    }

    /** Empty: there is no more. */
    List<RecordedEvent> next() throws InterruptedException {
        List<RecordedEvent> batch = get();
        if (!batch.isEmpty()) {
            long last = batch.getLast().position();
            next = reader.submit(() -> read(last));
        }
        return batch;
    }

    private List<RecordedEvent> get() throws InterruptedException {
        try {
            return next.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
