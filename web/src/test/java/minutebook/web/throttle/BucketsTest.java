package minutebook.web.throttle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import minutebook.web.http.Problem;
import org.junit.jupiter.api.Test;

/** What is kept of whom, and for how long. */
class BucketsTest {
    private final HandMovedClock clock = new HandMovedClock();

    @Test
    void a_burst_is_granted_and_then_so_much_a_second() {
        var buckets = buckets(new Allowance(300, 20, Duration.ofSeconds(1)));
        assertTrue(buckets.take("anna", 300));
        assertFalse(buckets.take("anna", 1));
        assertEquals(Duration.ofMillis(50).toNanos(), buckets.nanosUntil("anna", 1));
        assertTrue(buckets.take("ben", 1));

        clock.pass(Duration.ofSeconds(1));

        assertTrue(buckets.take("anna", 20));
        assertFalse(buckets.take("anna", 1));
    }

    @Test
    void
            ten_times_as_many_made_up_keys_as_fit_take_bounded_memory_and_do_not_free_the_one_under_attack() {
        var buckets = buckets(Allowance.of(10, Duration.ofMinutes(15)));
        for (int i = 0; i < 10; i++) {
            assertTrue(buckets.take("anna", 1));
        }
        for (int i = 0; i < 10 * Buckets.KEYS_MAX; i++) {
            buckets.take("made up " + i, 1);
            if (i % 1_000 == 0) {
                assertFalse(buckets.take("anna", 1), "after " + i);
            }
        }

        assertTrue(buckets.size() <= Buckets.KEYS_MAX, buckets.size() + " keys");
    }

    @Test
    void who_only_asks_how_long_to_wait_takes_no_memory() {
        var buckets = buckets(Allowance.of(10, Duration.ofMinutes(15)));

        assertEquals(0, buckets.nanosUntil("anna", 10));
        buckets.giveBack("anna", 10);
        assertEquals(0, buckets.size());
    }

    @Test
    void nothing_is_kept_of_who_would_be_at_the_beginning_again() {
        var buckets = buckets(new Allowance(300, 20, Duration.ofSeconds(1)));
        buckets.take("anna", 300);
        clock.pass(Duration.ofMillis(14_999));
        assertEquals(1, buckets.size());

        clock.pass(Duration.ofMillis(1));

        assertEquals(0, buckets.size());
        assertTrue(buckets.take("anna", 300));
    }

    @Test
    void of_several_allowances_all_are_taken_or_none() {
        var small = buckets(Allowance.of(1, Duration.ofMinutes(1)));
        var large = buckets(Allowance.of(2, Duration.ofHours(1)));
        List<Charge<?>> both = List.of(new Charge<>(large, "anna"), new Charge<>(small, "anna"));
        Charge.takeAll(both, 1);

        Problem refusal = assertThrows(Problem.class, () -> Charge.takeAll(both, 1));

        assertEquals("60", refusal.headers().get("Retry-After"));
        assertEquals(0, large.nanosUntil("anna", 1), "nothing was taken of the large one");
        Charge.giveBackAll(both, 1);
        assertEquals(0, large.nanosUntil("anna", 2));
    }

    private Buckets<String> buckets(Allowance allowance) {
        return new Buckets<>(allowance, clock);
    }
}
