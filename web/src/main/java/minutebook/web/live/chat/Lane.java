package minutebook.web.live.chat;

import java.util.ArrayDeque;
import java.util.Queue;
import minutebook.web.live.engine.Wakes;
import org.jspecify.annotations.Nullable;

/**
 * Does one thing after another, in the order in which they were given, on a virtual thread that is
 * there only while there is something to do. Thread-safe.
 */
final class Lane {
    private static final System.Logger LOG = System.getLogger(Lane.class.getName());

    /** What so many tasks send to a socket goes out in one write; nobody waits for many more. */
    private static final int TOGETHER_MAX = 16;

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    /** Does not block. */
    void add(Runnable task) {
        put(task);
        go();
    }

    /** Adds a task that is done with the next ones, or at {@link #go}. */
    synchronized void put(Runnable task) {
        waiting.add(task);
    }

    /** Has done what waits. */
    synchronized void go() {
        if (!running && !waiting.isEmpty()) {
            running = true;
            Thread.ofVirtual().name("room").start(this::run);
        }
    }

    /** Whether nothing waits behind what is being done now. */
    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    private void run() {
        boolean more = true;
        while (more) {
            more = Wakes.together(this::doSome);
        }
    }

    /** Whether there may be more to do. */
    private boolean doSome() {
        for (int i = 0; i < TOGETHER_MAX; i++) {
            Runnable task = next();
            if (task == null) {
                return false;
            }
            try {
                task.run();
            } catch (RuntimeException defect) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "A task failed, and the next one goes on",
                        defect);
            }
        }
        return true;
    }

    private synchronized @Nullable Runnable next() {
        Runnable task = waiting.poll();
        running = task != null;
        return task;
    }
}
