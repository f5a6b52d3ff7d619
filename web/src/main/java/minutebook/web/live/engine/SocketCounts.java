package minutebook.web.live.engine;

import java.util.concurrent.atomic.LongAdder;
import minutebook.events.counts.Histogram;
import minutebook.events.counts.Tally;

/** What became of sessions, and how soon they were told what they were told. Thread-safe. */
public final class SocketCounts {
    private final Tally<Ending> ended = new Tally<>(Ending.class);
    private final LongAdder packets = new LongAdder();
    private final Histogram deliveryNanos = Histogram.ofNanos();

    void countEnd(Ending why) {
        ended.count(why);
    }

    /**
     * So many packets were written together.
     *
     * @param since when the first event among them was committed, by {@link System#nanoTime}; 0:
     *     none of them is an event that was just committed
     */
    void wrote(int count, long since) {
        packets.add(count);
        if (since != 0) {
            deliveryNanos.record(System.nanoTime() - since);
        }
    }

    /** How many sessions ended so. */
    public long ended(Ending why) {
        return ended.of(why);
    }

    /** How many packets were written, to sockets and as answers to polls. */
    public long packets() {
        return packets.sum();
    }

    /**
     * How long after its commit an event was written to a client in its room: of all that were
     * written together, the first.
     */
    public Histogram deliveryNanos() {
        return deliveryNanos;
    }
}
