package minutebook.queries;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Lets a few at a time to the database, the others in the order in which they came: for those who
 * all come back at once, so that others find a connection meanwhile. Thread-safe.
 */
public final class Turnstile {
    private final Semaphore places;

    public Turnstile(int atOnce) {
        this.places = new Semaphore(atOnce, true);
    }

    /** What {@code reading} gives, when it is its turn. Blocks. */
    public <T> T pass(Supplier<T> reading) throws InterruptedException {
        places.acquire();
        try {
            return reading.get();
        } finally {
            places.release();
        }
    }
}
