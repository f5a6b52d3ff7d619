package minutebook.web.throttle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import minutebook.web.access.Party;
import minutebook.web.http.Problem;
import minutebook.web.throttle.LogIns.Attempt;
import org.junit.jupiter.api.Test;

/** Guesses, where they come from, and whom they hold back. */
class LogInsTest {
    private static final String ANNA = "account of anna";
    private static final String BEN = "account of ben";
    private static final String HOME = "192.0.2.1";
    private static final String ELSEWHERE = "192.0.2.2";

    private final HandMovedClock clock = new HandMovedClock();
    private final LogIns logIns = new LogIns(clock);
    private final AtomicInteger checked = new AtomicInteger();

    @Test
    void ten_wrong_passwords_are_checked_and_the_eleventh_is_not() {
        fails(10, from(HOME, ANNA));

        Problem refusal = refusal(from(HOME, ANNA));

        assertEquals(429, refusal.status());
        assertEquals("90", refusal.headers().get("Retry-After"));
        assertEquals("Too many requests. Try again in 90 s.", refusal.getMessage());
        assertEquals(10, checked.get());
    }

    @Test
    void the_time_to_wait_is_true_to_the_second_however_often_one_asks_meanwhile() {
        fails(10, from(HOME, ANNA));
        clock.pass(Duration.ofMillis(500));
        assertEquals("90", refusal(from(HOME, ANNA)).headers().get("Retry-After"));
        clock.pass(Duration.ofSeconds(89));
        assertEquals("1", refusal(from(HOME, ANNA)).headers().get("Retry-After"));
        clock.pass(Duration.ofSeconds(1));

        fails(1, from(HOME, ANNA));
        assertEquals("90", refusal(from(HOME, ANNA)).headers().get("Retry-After"));
    }

    @Test
    void after_a_quarter_of_an_hour_all_is_as_at_the_beginning() {
        fails(10, from(HOME, ANNA));
        clock.pass(Duration.ofMinutes(15));

        fails(10, from(HOME, ANNA));
        refusal(from(HOME, ANNA));
    }

    @Test
    void who_is_right_is_not_held_back_by_it() {
        for (int i = 0; i < 50; i++) {
            assertTrue(succeeds(from(HOME, ANNA)));
        }
    }

    @Test
    void even_the_right_password_opens_no_hundreds_of_sessions_a_minute() {
        int sessions = 0;
        while (sessions < 1_000 && grants(from(HOME, ANNA))) {
            sessions++;
        }
        assertEquals(91, sessions);
    }

    @Test
    void failures_elsewhere_do_not_count_here() {
        fails(10, from(ELSEWHERE, ANNA));
        refusal(from(ELSEWHERE, ANNA));

        assertTrue(succeeds(from(HOME, ANNA)));
    }

    @Test
    void failures_at_the_same_address_do_not_count_for_a_known_device() {
        fails(10, from(HOME, ANNA));
        for (int i = 0; i < 5; i++) {
            fails(10, from(HOME, BEN + i));
        }
        refusal(from(HOME, ANNA));
        refusal(from(HOME, "anybody"));

        assertTrue(succeeds(on("laptop", ANNA)));
        fails(9, on("laptop", ANNA));
        assertTrue(succeeds(on("telephone", ANNA)), "each device for itself");
    }

    @Test
    void a_known_device_is_no_licence_to_guess() {
        fails(10, on("laptop", ANNA));

        assertEquals("90", refusal(on("laptop", ANNA)).headers().get("Retry-After"));
        assertEquals(10, checked.get());
    }

    @Test
    void one_address_tries_no_more_than_sixty_passwords_whichever_the_accounts() {
        for (int i = 0; i < 60; i++) {
            fails(1, from(ELSEWHERE, "account " + i));
        }

        assertEquals("15", refusal(from(ELSEWHERE, "another")).headers().get("Retry-After"));
        assertTrue(succeeds(from(HOME, ANNA)));
    }

    @Test
    void an_account_that_many_machines_attack_is_slow_only_where_its_owner_never_was() {
        logIns.familiar(ANNA, HOME);
        for (int i = 0; i < 100; i++) {
            fails(1, from("198.51.100." + i, ANNA));
        }

        assertEquals("9", refusal(from(ELSEWHERE, ANNA)).headers().get("Retry-After"));
        assertTrue(succeeds(from(HOME, ANNA)));
        assertTrue(succeeds(on("laptop", ANNA)));
        assertTrue(succeeds(from(ELSEWHERE, BEN)));
    }

    @Test
    void many_at_once_are_no_way_around() {
        fails(9, from(HOME, ANNA));

        logIns.attempt(
                from(HOME, ANNA),
                _ -> {
                    refusal(from(HOME, ANNA));
                    return Optional.empty();
                });
    }

    @Test
    void a_check_that_breaks_off_counts_nothing() {
        for (int i = 0; i < 100; i++) {
            assertThrows(
                    IllegalStateException.class,
                    () ->
                            logIns.attempt(
                                    from(HOME, ANNA),
                                    _ -> {
                                        throw new IllegalStateException("the database is away");
                                    }));
        }
        fails(10, from(HOME, ANNA));
    }

    @Test
    void a_stranger_is_hashed_for_as_an_address_and_a_known_device_as_itself() {
        assertEquals(Party.stranger(HOME), from(HOME, ANNA).party());
        assertTrue(on("laptop", ANNA).party().known());
    }

    private static Attempt from(String address, String account) {
        return new Attempt(address, account, Optional.empty());
    }

    private static Attempt on(String device, String account) {
        return new Attempt(HOME, account, Optional.of(device));
    }

    private void fails(int times, Attempt attempt) {
        for (int i = 0; i < times; i++) {
            Optional<String> found =
                    logIns.attempt(
                            attempt,
                            _ -> {
                                checked.incrementAndGet();
                                return Optional.empty();
                            });
            assertFalse(found.isPresent());
        }
    }

    private boolean succeeds(Attempt attempt) {
        return logIns.attempt(attempt, _ -> Optional.of("found")).isPresent();
    }

    private boolean grants(Attempt attempt) {
        try {
            return succeeds(attempt);
        } catch (Problem refusal) {
            return false;
        }
    }

    private Problem refusal(Attempt attempt) {
        return assertThrows(Problem.class, () -> succeeds(attempt));
    }
}
