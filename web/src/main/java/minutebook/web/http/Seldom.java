package minutebook.web.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * What is said at most once in a while, however often there is reason to: in an outage each request
 * is refused, and a log of thousands of equal lines hides the one that tells why. Thread-safe.
 */
final class Seldom {
    private final long everyNanos;
    private final LongSupplier nanos;
    private final AtomicLong dueAt;
    private final AtomicLong unsaid = new AtomicLong();

    Seldom(Duration every) {
        this(every, System::nanoTime);
    }

    /** {@code nanos}: a clock that only rises. */
    Seldom(Duration every, LongSupplier nanos) {
        this.everyNanos = every.toNanos();
        this.nanos = nanos;
        this.dueAt = new AtomicLong(nanos.getAsLong());
    }

    /** Has it said, or counts it; {@code line} is given how many were counted since the last. */
    void ifDue(LongConsumer line) {
        long now = nanos.getAsLong();
        long due = dueAt.get();
        if (now - due >= 0 && dueAt.compareAndSet(due, now + everyNanos)) {
            line.accept(unsaid.getAndSet(0));
        } else {
            unsaid.incrementAndGet();
        }
    }
}
