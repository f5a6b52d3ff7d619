package minutebook.web.live.chat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import minutebook.web.http.Problems;
import minutebook.web.live.engine.Wakes;

/** Waits for a database that is away or busy, where nobody could be told to ask again. */
final class Patience {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private Patience() {}

    /** What it gives, once it can. Blocks for 30 s at most, and then fails as it does. */
    static <T> T untilThere(Supplier<T> reading) {
        long until = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                return reading.get();
            } catch (RuntimeException failure) {
                if (!Problems.isDatabaseAway(failure) || System.nanoTime() - until > 0) {
                    throw failure;
                }
                Wakes.now();
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
