package minutebook.events.counts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import minutebook.events.counts.Histogram.Snapshot;
import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void a_value_counts_in_the_first_bucket_that_it_fits_into() {
        Histogram histogram = Histogram.of(1, 2, 4);
        for (long value : new long[] {0, 1, 2, 3, 4, 5, 100}) {
            histogram.record(value);
        }

        Snapshot seen = histogram.snapshot();

        assertArrayEquals(new long[] {1, 2, 4}, seen.bounds());
        assertArrayEquals(new long[] {2, 1, 2, 2}, seen.counts());
        assertEquals(7, seen.count());
        assertEquals(115, seen.sum());
    }

    @Test
    void a_clock_that_went_back_makes_no_sum_smaller() {
        Histogram histogram = Histogram.ofNanos();
        histogram.record(-5);

        assertEquals(1, histogram.snapshot().count());
        assertEquals(0, histogram.snapshot().sum());
    }

    @Test
    void nothing_is_lost_that_many_record_at_once() {
        Histogram histogram = Histogram.ofNanos();
        IntStream.range(0, 100_000).parallel().forEach(_ -> histogram.record(1_500_000));

        assertEquals(100_000, histogram.snapshot().counts()[2]);
        assertEquals(150_000_000_000L, histogram.snapshot().sum());
    }
}
