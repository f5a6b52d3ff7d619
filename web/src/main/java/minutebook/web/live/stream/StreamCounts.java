package minutebook.web.live.stream;

import java.util.concurrent.atomic.LongAdder;
import minutebook.events.counts.Histogram;
import minutebook.events.counts.Tally;

/** What became of streams, and how soon they told what they told. Thread-safe. */
public final class StreamCounts {

    /** Why a stream ended. */
    public enum End {
        /** The client left, or its connection was lost. */
        LEFT,
        /** Its session is over, or the client asked for it. */
        ENDED,
        /** The client did not read: it was cut. */
        STALLED,
        /** The server stops. */
        STOPPED
    }

    private final Tally<End> ended = new Tally<>(End.class);
    private final LongAdder told = new LongAdder();
    private final Histogram deliveryNanos = Histogram.ofNanos();

    void countEnd(End why) {
        ended.count(why);
    }

    /** So many events were written together, the first of them so long after its commit. */
    void countTold(int events, long nanos) {
        told.add(events);
        deliveryNanos.record(nanos);
    }

    /** So many events were written of which it does not matter how old they are. */
    void countReplayed(int events) {
        told.add(events);
    }

    /** How many streams ended so. */
    public long ended(End why) {
        return ended.of(why);
    }

    /** How many events were written to streams. */
    public long told() {
        return told.sum();
    }

    /**
     * How long after its commit an event was written to a stream that waited for it: of all that
     * were written together, the first.
     */
    public Histogram deliveryNanos() {
        return deliveryNanos;
    }
}
