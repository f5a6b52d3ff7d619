package minutebook.web;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what must come to be. */
public final class Eventually {
    private Eventually() {}

    /** Asks again and again. */
    public static void holds(Duration within, Callable<Boolean> condition) throws Exception {
        long until = System.nanoTime() + within.toNanos();
        while (!condition.call()) {
            assertTrue(System.nanoTime() < until, "it does not come to it");
            Thread.onSpinWait();
        }
    }
}
