package minutebook.web.live.engine;

import java.time.Duration;

/** How long something has been going on, started and stopped by one thread and read by another. */
final class Stopwatch {

    private volatile boolean running;
    private volatile long startedAt;

    void start() {
        startedAt = System.nanoTime();
        running = true;
    }

    void stop() {
        running = false;
    }

    boolean isRunning() {
        return running;
    }

    /** Whether it has been running for longer than this. */
    boolean isOver(Duration limit, long now) {
        return running && now - startedAt > limit.toNanos();
    }
}
