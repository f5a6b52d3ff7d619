package minutebook.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import minutebook.events.UserId;
import minutebook.events.vault.ServerKeys.ServerKey;
import org.junit.jupiter.api.Test;

/** Whose token is taken, and until when. */
class TokensTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final UserId ANNA = new UserId(7);
    private static final UUID SESSION = UUID.fromString("00000000-0000-4000-8000-000000000007");
    private static final ServerKey OLD = key(1);
    private static final ServerKey NEW = key(2);

    private final Tokens tokens = at(NOON, NEW, OLD);
    private final String token = tokens.issue(ANNA, SESSION, 42);

    @Test
    void a_token_names_its_user_its_session_and_its_position() {
        var caller = new Caller(ANNA, SESSION, 42, NOON.plus(HOUR));

        assertEquals(Optional.of(caller), at(NOON, NEW).verify(token));
        assertEquals(Optional.of(caller), tokens.verify(token));
        assertEquals(Optional.of(caller), tokens.verify(token), "the second time, from memory");
    }

    @Test
    void an_older_key_still_verifies_and_no_longer_signs() {
        String older = at(NOON, OLD).issue(ANNA, SESSION, 42);

        assertTrue(tokens.verify(older).isPresent());
        assertTrue(at(NOON, OLD).verify(token).isEmpty());
    }

    @Test
    void a_token_expires_with_its_hour_also_where_it_is_remembered() {
        var clock = new MovingClock();
        var moving = new Tokens(known(NEW), HOUR, clock);
        clock.now = NOON.plus(HOUR).minusSeconds(1);
        assertTrue(moving.verify(token).isPresent());

        clock.now = NOON.plus(HOUR);
        assertTrue(moving.verify(token).isEmpty());
        assertTrue(at(clock.now, NEW).verify(token).isEmpty());
    }

    @Test
    void a_token_of_tomorrow_is_not_taken() {
        String tomorrows = at(NOON.plus(Duration.ofDays(1)), NEW).issue(ANNA, SESSION, 42);

        assertTrue(tokens.verify(tomorrows).isEmpty());
    }

    @Test
    void the_clock_of_another_node_may_be_half_a_minute_ahead() {
        assertTrue(
                tokens.verify(at(NOON.plusSeconds(30), NEW).issue(ANNA, SESSION, 42)).isPresent());
        assertTrue(tokens.verify(at(NOON.plusSeconds(31), NEW).issue(ANNA, SESSION, 42)).isEmpty());
    }

    @Test
    void a_token_of_an_earlier_version_is_still_taken() {
        String issued =
                "eyJhbGciOiJIUzI1NiIsImtpZCI6IjAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMiIs"
                        + "InR5cCI6IkpXVCJ9.eyJwb3MiOjQyLCJzaWQiOiIwMDAwMDAwMC0wMDAwLTQwMDAtODAw"
                        + "MC0wMDAwMDAwMDAwMDciLCJpc3MiOiJtaW51dGVib29rIiwiZXhwIjoxNzcyMzcwMDAwL"
                        + "CJpYXQiOjE3NzIzNjY0MDAsInN1YiI6IjciLCJ1cG4iOiI3IiwiYXVkIjpbIm1pbnV0ZW"
                        + "Jvb2siXX0.BOHEgPTP-XjBca9xso7VX5H_MbWW1B_jMU00LDDOUIQ";

        assertTrue(tokens.verify(issued).isPresent());
    }

    private static Tokens at(Instant now, ServerKey... keys) {
        return new Tokens(known(keys), HOUR, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static TokenKeys known(ServerKey... keys) {
        return new TokenKeys(() -> List.of(keys), HOUR);
    }

    private static ServerKey key(int seed) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return new ServerKey(new UUID(0, seed), bytes, HOUR);
    }

    private static final class MovingClock extends Clock {
        private Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
