package minutebook.web.soak;

import java.time.Duration;
import minutebook.web.soak.client.Chance;

/** What goes wrong, and when: by chance, from the run's seed. For one thread. */
final class Faults {
    private static final int DOWN_MILLIS_MAX = 2_000;

    private final Chance chance;
    private final int everyMillis;
    private long dueNanos;

    /** The server is killed; {@code down}: and started again after so long. */
    record Kill(Duration down) {}

    /** A kill every so often: sometimes after half the time, sometimes after one and a half. */
    Faults(Chance chance, Duration every) {
        this.chance = chance;
        everyMillis = Math.toIntExact(every.toMillis());
        recovered();
    }

    boolean isDue() {
        return System.nanoTime() > dueNanos;
    }

    Kill next() {
        return new Kill(Duration.ofMillis(chance.below(DOWN_MILLIS_MAX)));
    }

    /** All is well again: the time to the next fault begins. */
    void recovered() {
        Duration until = Duration.ofMillis(everyMillis / 2 + chance.below(everyMillis));
        dueNanos = System.nanoTime() + until.toNanos();
    }
}
