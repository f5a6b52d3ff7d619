package minutebook.web.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {
    private final Tally tally = new Tally();

    @Test
    void what_there_is_most_of_comes_first() {
        tally.add("seal", 2);
        tally.add("hash", 3);
        tally.add("parse", 1);
        tally.add("seal", 2);

        assertEquals(List.of("seal", "hash"), tally.most(2));
        assertEquals(" 50.0 %", tally.share("seal"));
    }

    @Test
    void of_nothing_there_is_no_share() {
        assertEquals("  0.0 %", tally.share("seal"));
        assertEquals(List.of(), tally.most(3));
    }

    @Test
    void times_are_of_answers_and_rates_of_all() {
        var timed = new Timed(0.5, new long[] {1_000_000, 2_000_000, 3_000_000, 50_000_000});

        assertEquals(8, timed.perSecond());
        assertEquals(2, timed.millis(0.5));
        assertEquals(50, timed.millis(1));
        assertEquals("{\"perSecond\": 8.0, \"p50\": 2.000, \"p99\": 3.000}", timed.json());
    }
}
