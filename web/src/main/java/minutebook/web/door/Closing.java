package minutebook.web.door;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The connections of a port, and whether it is being closed. Then each ends with its next answer,
 * and whoever is still sending a request has a last few seconds for it. Thread-safe.
 */
final class Closing {
    /** For what is left of a body: a command that came whole is carried out. */
    private static final Duration UPLOADS_WITHIN = Duration.ofSeconds(5);

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final Map<RequestReader, Thread> open = new ConcurrentHashMap<>();
    private volatile long since;

    /** By the thread that serves it. */
    void opened(RequestReader connection) {
        open.put(connection, Thread.currentThread());
    }

    void closed(RequestReader connection) {
        open.remove(connection);
    }

    /** From now on it is. */
    void begin() {
        since = System.nanoTime() | 1;
    }

    boolean isBegun() {
        return since != 0;
    }

    /** How long a body may still keep us waiting that could do so for {@code left} otherwise. */
    long uploadNanos(long left) {
        long begun = since;
        return begun == 0
                ? left
                : Math.min(left, begun + UPLOADS_WITHIN.toNanos() - System.nanoTime());
    }

    /** Whether somebody is there who may be about to ask: something was asked just now. */
    boolean isAnyAbout(Duration justNow) {
        return open.keySet().stream().anyMatch(it -> it.isAbout(justNow));
    }

    /**
     * Interrupts those that only wait for a request which does not come, as soon as that is clear.
     * Blocks until none is left, however it ended.
     */
    void endDispensable() {
        while (!open.isEmpty()) {
            open.forEach(
                    (connection, thread) -> {
                        if (connection.isDispensable()) {
                            thread.interrupt();
                        }
                    });
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    /** Interrupts whoever still serves a request: what it waits for, it is to do without. */
    void hurry() {
        open.forEach(
                (connection, thread) -> {
                    if (!connection.isIdle()) {
                        thread.interrupt();
                    }
                });
    }
}
