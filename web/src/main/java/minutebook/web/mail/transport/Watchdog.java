package minutebook.web.mail.transport;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/**
 * Hangs up on who takes too long as a whole: time limits on single reads never end with a server
 * that sends a byte now and then, and there are none on writes.
 */
final class Watchdog implements AutoCloseable {
    private final Thread thread;
    private volatile boolean hasHungUp;

    /** Closes {@code line} after {@code limit}, unless it is closed itself before. */
    Watchdog(Duration limit, Closeable line) {
        thread =
                Thread.ofVirtual()
                        .name("mail-watchdog")
                        .start(
                                () -> {
                                    try {
                                        Thread.sleep(limit);
                                        hasHungUp = true;
                                        line.close();
                                    } catch (InterruptedException | IOException over) {
                                        // All was done in time, or there is no line any more.
                                    }
                                });
    }

    boolean hasHungUp() {
        return hasHungUp;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
