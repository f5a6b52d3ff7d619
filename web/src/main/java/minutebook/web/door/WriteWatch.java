package minutebook.web.door;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Cuts connections whose peers take nothing of what is written to them: else an answer would stay
 * in memory for as long as its reader likes. One thread looks at all of them again and again, while
 * there are any; a write costs nothing but a look at the clock. Thread-safe.
 */
final class WriteWatch {
    private static final int LOOKS = 10;

    private final Duration patience;
    private final Set<WatchedWriter> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();

    /** {@code patience}: how long a peer may take nothing; it may be cut a tenth later. */
    WriteWatch(Duration patience) {
        this.patience = patience;
    }

    void add(WatchedWriter writer) {
        open.add(writer);
        lookIfNobodyDoes();
    }

    void remove(WatchedWriter writer) {
        open.remove(writer);
    }

    private void lookIfNobodyDoes() {
        if (!looking.get() && looking.compareAndSet(false, true)) {
            Thread.ofPlatform().name("door-writes").daemon().start(this::look);
        }
    }

    private void look() {
        try {
            while (!open.isEmpty()) {
                Thread.sleep(patience.dividedBy(LOOKS));
                long now = System.nanoTime();
                open.forEach(writer -> writer.cutIfStalled(patience, now));
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        } finally {
            looking.set(false);
        }
        if (!open.isEmpty()) {
            // It came after the last look and before the flag.
            lookIfNobodyDoes();
        }
    }
}
