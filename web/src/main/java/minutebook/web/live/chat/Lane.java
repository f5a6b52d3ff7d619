package minutebook.web.live.chat;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Does one thing after another, in the order in which they were given, on a virtual thread that is
 * there only while there is something to do. Thread-safe.
 */
final class Lane {
    private static final System.Logger LOG = System.getLogger(Lane.class.getName());

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    /** Does not block. */
    synchronized void add(Runnable task) {
        waiting.add(task);
        if (!running) {
            running = true;
            Thread.ofVirtual().name("room").start(this::run);
        }
    }

    /** Whether nothing waits behind what is being done now. */
    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    private void run() {
        Runnable task = next();
        while (task != null) {
            try {
                task.run();
            } catch (RuntimeException defect) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "A task failed, and the next one goes on",
                        defect);
            }
            task = next();
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable task = waiting.poll();
        running = task != null;
        return task;
    }
}
