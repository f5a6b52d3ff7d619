package minutebook.events.counts;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * How many values were how large. To record one costs some ten nanoseconds and no memory, however
 * many threads do so at once; it is read seldom, bucket by bucket, so what is recorded meanwhile
 * may be in one sum and not yet in another. Thread-safe.
 */
public final class Histogram {
    /** From half a millisecond to ten seconds, by steps of two to two and a half. */
    private static final long[] LATENCIES = {
        500_000,
        1_000_000,
        2_500_000,
        5_000_000,
        10_000_000,
        25_000_000,
        50_000_000,
        100_000_000,
        250_000_000,
        500_000_000,
        1_000_000_000,
        2_500_000_000L,
        5_000_000_000L,
        10_000_000_000L
    };

    private final long[] bounds;
    private final LongAdder[] buckets;
    private final LongAdder sum = new LongAdder();

    private Histogram(long... bounds) {
        this.bounds = bounds;
        this.buckets =
                Stream.generate(LongAdder::new).limit(bounds.length + 1L).toArray(LongAdder[]::new);
    }

    /** Of times, in nanoseconds. */
    public static Histogram ofNanos() {
        return new Histogram(LATENCIES);
    }

    /** Of numbers; {@code bounds}: the greatest number of each bucket but the last, rising. */
    public static Histogram of(long... bounds) {
        return new Histogram(bounds.clone());
    }

    /** What is less than nothing counts as nothing: clocks are not that good. */
    public void record(long value) {
        int bucket = 0;
        while (bucket < bounds.length && value > bounds[bucket]) {
            bucket++;
        }
        buckets[bucket].increment();
        sum.add(Math.max(0, value));
    }

    /**
     * What was recorded by now.
     *
     * @param bounds the greatest value of each bucket but the last
     * @param counts how many values there are in each bucket, one more than bounds
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares two, and each has its own.
    public record Snapshot(long[] bounds, long[] counts, long sum) {

        /** How many values there are in all. */
        public long count() {
            return Arrays.stream(counts).sum();
        }
    }

    public Snapshot snapshot() {
        return new Snapshot(
                bounds.clone(),
                Arrays.stream(buckets).mapToLong(LongAdder::sum).toArray(),
                sum.sum());
    }
}
