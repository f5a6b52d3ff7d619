package minutebook.web.live.engine;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory that large messages of all clients share. Small ones are free: there are as many as
 * connections, and no more. Thread-safe.
 */
final class MemoryBudget {

    private static final int FREE_BYTES = 64 * 1024;
    private static final int UNIT_BYTES = 1024;

    private final Semaphore units;
    private final Duration patience;

    MemoryBudget(long bytes, Duration patience) {
        this.units = new Semaphore((int) Math.min(Integer.MAX_VALUE, bytes / UNIT_BYTES), true);
        this.patience = patience;
    }

    /** A claim on nothing yet; to be closed when its message has been handled. */
    Claim claim() {
        return new Claim();
    }

    /** What one message holds. Used by one thread. */
    final class Claim implements AutoCloseable {

        private int held;

        /**
         * Makes room for a message of so many bytes in all, waiting for others to finish if need
         * be.
         *
         * @throws BrokenFrame {@link Ending#BUSY} if no memory came free in time
         */
        void growTo(int bytes) {
            int wanted = bytes <= FREE_BYTES ? 0 : (bytes + UNIT_BYTES - 1) / UNIT_BYTES;
            if (wanted > held) {
                acquire(wanted - held);
                held = wanted;
            }
        }

        private void acquire(int more) {
            try {
                if (!units.tryAcquire(more, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new BrokenFrame(
                            Ending.BUSY, "no memory for a large message came free in " + patience);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BrokenFrame(Ending.SHUTDOWN, "interrupted while waiting for memory");
            }
        }

        @Override
        public void close() {
            units.release(held);
            held = 0;
        }
    }
}
