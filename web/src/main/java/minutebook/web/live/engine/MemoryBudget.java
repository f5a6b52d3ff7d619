package minutebook.web.live.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The memory that large messages of all clients share, given out in the order in which it was asked
 * for. Small ones are free: there are as many as connections, and no more. Thread-safe.
 *
 * <p>While somebody waits, those who bring so little of their message that it would not be whole in
 * its time give way: nobody keeps memory by beginning a message and not going on.
 */
final class MemoryBudget {

    private static final int FREE_BYTES = 64 * 1024;

    /** So long it is watched who brings something. */
    private static final Duration WATCHED = Duration.ofMillis(500);

    private final Duration patience;
    private final Duration messageWithin;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Claim> waiting = new ArrayDeque<>();
    private final Set<Claim> holders = new HashSet<>();
    private final long bytes;
    private long free;

    /**
     * @param patience who gets no memory for so long is refused
     * @param messageWithin a message must arrive whole in this time
     */
    MemoryBudget(long bytes, Duration patience, Duration messageWithin) {
        this.bytes = bytes;
        this.free = bytes;
        this.patience = patience;
        this.messageWithin = messageWithin;
    }

    /** How much is given out. */
    long held() {
        lock.lock();
        try {
            return bytes - free;
        } finally {
            lock.unlock();
        }
    }

    /**
     * A claim on nothing yet; to be closed when its message has been handled, and good for the next
     * one then.
     *
     * @param giveWay called while the message is being read, at most once: makes the reading fail
     *     soon. Must not block
     */
    Claim claim(Runnable giveWay) {
        return new Claim(giveWay);
    }

    /** What one message holds. Used by one thread. */
    final class Claim implements AutoCloseable {

        private final Runnable giveWay;
        private volatile long brought;
        private int held;
        // Both guarded by the lock.
        private boolean reading;
        private boolean leaving;

        private Claim(Runnable giveWay) {
            this.giveWay = giveWay;
        }

        /**
         * Makes room for a message of so many bytes in all, waiting for others to finish if need
         * be.
         *
         * @throws BrokenFrame {@link Ending#BUSY} if no memory came free in time
         */
        void growTo(int bytes) {
            int wanted = bytes <= FREE_BYTES ? 0 : bytes;
            if (wanted > held) {
                acquire(this, wanted - held);
            }
        }

        /** So many bytes of the message have come. */
        @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes it.
        void brought(int bytes) {
            brought += bytes;
        }

        /** All of the message has come: from now on others wait until it has been handled. */
        void whole() {
            if (held > 0) {
                stopReading(this);
            }
        }

        @Override
        public void close() {
            if (held > 0) {
                giveBack(this);
            }
        }

        /** Whether so little came lately that its message would not be whole in time. */
        private boolean isSlow(@Nullable Long before) {
            return before != null
                    && (brought - before) * messageWithin.toMillis() < held * WATCHED.toMillis();
        }
    }

    private void acquire(Claim claim, int more) {
        lock.lock();
        try {
            if (!waiting.isEmpty() || free < more) {
                await(claim, more);
            }
            free -= more;
            claim.held += more;
            claim.reading = true;
            holders.add(claim);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenFrame(Ending.SHUTDOWN, "interrupted while waiting for memory");
        } finally {
            lock.unlock();
        }
    }

    private void await(Claim claim, int more) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        waiting.addLast(claim);
        try {
            Map<Claim, Long> before = brought();
            long lookAt = System.nanoTime() + WATCHED.toNanos();
            while (waiting.peekFirst() != claim || free < more) {
                long now = System.nanoTime();
                if (now - until >= 0) {
                    throw new BrokenFrame(
                            Ending.BUSY, "no memory for a large message came free in " + patience);
                }
                if (now - lookAt >= 0) {
                    makeRoom(claim, more, before);
                    before = brought();
                    lookAt = now + WATCHED.toNanos();
                }
                changed.await(Math.min(until, lookAt) - now, TimeUnit.NANOSECONDS);
            }
        } finally {
            waiting.remove(claim);
            changed.signalAll();
        }
    }

    private Map<Claim, Long> brought() {
        return holders.stream()
                .collect(Collectors.toMap(Function.identity(), claim -> claim.brought));
    }

    private void makeRoom(Claim waiter, int more, Map<Claim, Long> before) {
        long soonFree =
                free + holders.stream().filter(it -> it.leaving).mapToLong(it -> it.held).sum();
        List<Claim> slowest =
                holders.stream()
                        .filter(it -> it != waiter && it.reading && !it.leaving)
                        .filter(it -> it.isSlow(before.get(it)))
                        .sorted(
                                Comparator.comparingLong(
                                        it -> it.brought - Objects.requireNonNull(before.get(it))))
                        .toList();
        for (Claim each : slowest) {
            if (soonFree >= more) {
                return;
            }
            soonFree += each.held;
            each.leaving = true;
            each.giveWay.run();
        }
    }

    private void stopReading(Claim claim) {
        lock.lock();
        try {
            claim.reading = false;
        } finally {
            lock.unlock();
        }
    }

    private void giveBack(Claim claim) {
        lock.lock();
        try {
            free += claim.held;
            claim.held = 0;
            claim.reading = false;
            claim.leaving = false;
            holders.remove(claim);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
