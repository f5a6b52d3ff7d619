package minutebook.web.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import minutebook.events.counts.Histogram;
import org.junit.jupiter.api.Test;

class MetersTest {
    private final Meters meters = new Meters();

    @Test
    void those_of_one_name_stand_together_as_prometheus_reads_them() {
        meters.gauge("x_open", "How many are open", Map.of("of", "b"), () -> 1)
                .counter("a_total", "How often", () -> 12_345_678_901L)
                .gauge("x_open", "How many are open", Map.of("of", "c"), () -> 0.25);

        assertEquals(
                """
                # HELP a_total How often
                # TYPE a_total counter
                a_total 12345678901
                # HELP x_open How many are open
                # TYPE x_open gauge
                x_open{of="b"} 1
                x_open{of="c"} 0.25
                """,
                meters.text());
    }

    @Test
    void a_histogram_counts_in_each_bucket_all_that_is_not_greater() {
        Histogram sizes = Histogram.of(1, 2);
        sizes.record(1);
        sizes.record(2);
        sizes.record(9);

        assertEquals(
                """
                # HELP x_size How large
                # TYPE x_size histogram
                x_size_bucket{le="1"} 1
                x_size_bucket{le="2"} 2
                x_size_bucket{le="+Inf"} 3
                x_size_sum 12
                x_size_count 3
                """,
                meters.sizes("x_size", "How large", sizes).text());
    }

    @Test
    void times_are_in_seconds_and_without_exponents() {
        Histogram times = Histogram.ofNanos();
        times.record(400_000);

        String text = meters.times("x_seconds", "Time", Map.of("of", "y"), times).text();

        assertEquals("x_seconds_bucket{le=\"0.0005\",of=\"y\"} 1", text.lines().toList().get(2));
        assertEquals(
                "x_seconds_sum{of=\"y\"} 0.0004",
                text.lines().filter(it -> it.startsWith("x_seconds_sum")).findAny().orElse(""));
    }
}
