package minutebook.web.mail.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import minutebook.events.UserId;
import org.junit.jupiter.api.Test;

class ProjectMailLimitsTest {
    private static final UserId ANNA = new UserId(1);
    private static final UserId BEN = new UserId(2);

    private static final Optional<Duration> AT_ONCE = Optional.of(Duration.ZERO);
    private static final Optional<Duration> ONE_TOO_MANY = Optional.empty();

    private final ProjectMailLimits limits = new ProjectMailLimits();

    @Test
    void nobody_is_told_again_and_again_by_the_same_one() {
        for (int i = 0; i < 5; i++) {
            assertEquals(AT_ONCE, limits.take(ANNA, BEN));
        }
        assertEquals(ONE_TOO_MANY, limits.take(ANNA, BEN));
        assertEquals(AT_ONCE, limits.take(BEN, ANNA));
        assertEquals(AT_ONCE, limits.take(new UserId(3), BEN));
    }

    @Test
    void nobody_is_flooded_by_many() {
        for (int sender = 10; sender < 30; sender++) {
            assertEquals(AT_ONCE, limits.take(new UserId(sender), BEN));
        }
        assertEquals(ONE_TOO_MANY, limits.take(new UserId(30), BEN));
        assertEquals(AT_ONCE, limits.take(new UserId(30), ANNA));
    }

    @Test
    void who_causes_many_has_them_sent_a_hundred_an_hour_and_at_most_a_thousand() {
        for (int i = 0; i < 1_000; i++) {
            assertEquals(
                    Optional.of(Duration.ofHours(i / 100)), limits.take(ANNA, new UserId(100 + i)));
        }
        assertEquals(ONE_TOO_MANY, limits.take(ANNA, BEN));
        assertEquals(AT_ONCE, limits.take(BEN, new UserId(100)));
    }
}
