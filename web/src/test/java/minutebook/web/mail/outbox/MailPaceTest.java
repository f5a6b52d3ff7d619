package minutebook.web.mail.outbox;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailPaceTest {
    private final MailPace pace = MailPace.defaults();

    @ParameterizedTest
    @CsvSource({
        "1, 5, 10",
        "2, 10, 20",
        "5, 80, 160",
        "9, 1280, 2560",
        "10, 1800, 3600",
        "1000000, 1800, 3600"
    })
    void each_time_it_is_waited_for_twice_as_long_up_to_an_hour(int attempts, int least, int most) {
        for (int i = 0; i < 100; i++) {
            Duration delay = pace.deferred(attempts);
            assertTrue(delay.compareTo(Duration.ofSeconds(least)) >= 0, delay::toString);
            assertTrue(delay.compareTo(Duration.ofSeconds(most)) <= 0, delay::toString);
        }
    }
}
