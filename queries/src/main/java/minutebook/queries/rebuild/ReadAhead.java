package minutebook.queries.rebuild;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import minutebook.events.Event;
import minutebook.events.book.Stretch;

/** Reads and decodes the next piece while this one is being written. For one thread. */
final class ReadAhead implements AutoCloseable {
    private final ExecutorService reader =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("fold-reader").factory());
    private final EventSource source;
    private final Collection<Class<? extends Event>> kinds;
    private final long to;
    private Future<Stretch> next;

    /** Reads what stands behind {@code after}, up to {@code to}. */
    ReadAhead(EventSource source, Collection<Class<? extends Event>> kinds, long after, long to) {
        this.source = source;
        this.kinds = List.copyOf(kinds);
        this.to = to;
        this.next = reader.submit(() -> read(after));
    }

    private Stretch read(long after) {
        return after >= to ? new Stretch(List.of(), after) : source.read(after, to, kinds);
    }

    /** What follows; at the end, a piece that ends where the one before did. */
    Stretch next() throws InterruptedException {
        Stretch stretch = get();
        next = reader.submit(() -> read(stretch.end()));
        return stretch;
    }

    private Stretch get() throws InterruptedException {
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
