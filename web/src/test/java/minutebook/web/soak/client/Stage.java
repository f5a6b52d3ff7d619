package minutebook.web.soak.client;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import minutebook.web.soak.check.Operation;
import minutebook.web.soak.check.Operation.Acknowledged;
import minutebook.web.soak.check.Operation.Refused;

/**
 * How far the run is, as all who take part in it see it: it goes on; it ends, and what was begun is
 * brought to its end; all is settled, and clients come to the end of the book; it is over.
 * Thread-safe.
 */
public final class Stage {
    private static final long SHORT_MILLIS = 200;

    private final CountDownLatch ending = new CountDownLatch(1);
    private final CountDownLatch settled = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicLong known = new AtomicLong();
    private final Map<Counted, LongAdder> counts = new EnumMap<>(Counted.class);
    private volatile long end;

    public Stage() {
        for (Counted it : Counted.values()) {
            counts.put(it, new LongAdder());
        }
    }

    /** One more of these. */
    public void count(Counted what) {
        adder(what).increment();
    }

    /** How many there were. */
    public long countOf(Counted what) {
        return adder(what).sum();
    }

    private LongAdder adder(Counted what) {
        return Objects.requireNonNull(counts.get(what));
    }

    /** Nobody begins anything new. */
    public void end() {
        ending.countDown();
    }

    /**
     * All that was begun has its answer; {@code position}: of the last event, of which all hear.
     */
    public void settle(long position) {
        end = position;
        settled.countDown();
    }

    /** Whoever still waits for anything waits in vain. */
    public void close() {
        end();
        over.countDown();
    }

    public boolean isRunning() {
        return ending.getCount() > 0;
    }

    /** Whether a client that has noted this position has all. */
    public boolean isComplete(long position) {
        return isOver() || (isSettled() && position >= end);
    }

    public boolean isSettled() {
        return settled.getCount() == 0;
    }

    public boolean isOver() {
        return over.getCount() == 0;
    }

    /** The greatest position that was acknowledged to anybody. */
    public long known() {
        return known.get();
    }

    /** Notes how a command has ended. */
    public void ended(Operation operation) {
        if (operation.outcome() instanceof Acknowledged(long position)) {
            known.accumulateAndGet(position, Math::max);
            count(Counted.COMMANDS_DONE);
        } else if (operation.outcome() instanceof Refused) {
            count(Counted.COMMANDS_REFUSED);
        } else {
            count(Counted.COMMANDS_UNKNOWN);
        }
    }

    /** Waits for so long; hardly at all once the run ends. */
    public void pause(long millis) throws InterruptedException {
        if (ending.await(millis, TimeUnit.MILLISECONDS)) {
            over.await(Math.min(millis, SHORT_MILLIS), TimeUnit.MILLISECONDS);
        }
    }
}
