package minutebook.web.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import minutebook.events.UserId;
import minutebook.events.vault.ServerKeys.ServerKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        var moving = new Tokens(List.of(NEW), HOUR, clock);
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
    void a_changed_head_payload_or_signature_is_not_taken() {
        String[] parts = token.split("\\.", -1);
        String foreignPayload = at(NOON, NEW).issue(new UserId(8), SESSION, 42).split("\\.", -1)[1];

        refused(parts[0] + "." + foreignPayload + "." + parts[2]);
        refused(parts[0] + "." + parts[1] + "." + parts[2].substring(0, 20));
        refused(parts[0] + "." + parts[1] + ".");
        refused(parts[0] + "." + parts[1]);
        refused(parts[0] + "." + parts[1] + "." + parts[2] + "AAAA");
        refused(token + "." + parts[2]);
    }

    @Test
    void whoever_signs_with_what_is_no_key_of_ours_is_not_taken() throws Exception {
        String payload = decoded(token.split("\\.", -1)[1]);
        String ours = NEW.id().toString();
        byte[] foreign = key(9).key();

        assertTrue(
                tokens.verify(signed(head("HS256", ours), payload, NEW.key())).isPresent(),
                "the same, by hand, is taken");
        refused(signed(head("HS256", ours), payload, foreign));
        refused(signed(head("HS256", key(9).id().toString()), payload, foreign));
        refused(signed(head("HS256", "../../dev/null"), payload, new byte[32]));
        refused(signed(head("HS512", ours), payload, NEW.key()));
        refused(signed(head("RS256", ours), payload, NEW.key()));
        refused(signed("{\"alg\":\"HS256\"}", payload, NEW.key()));
        refused(base64(head("none", ours)) + "." + base64(payload) + ".");
        refused(base64("{\"alg\":\"none\"}") + "." + base64(payload) + ".");
        refused(signed(head("none", ours), payload, NEW.key()));
    }

    @Test
    void every_claim_must_be_there_and_be_ours() throws Exception {
        String payload = decoded(token.split("\\.", -1)[1]);

        for (String claim : List.of("iss", "aud", "sub", "iat", "exp", "sid", "pos")) {
            assertTrue(payload.contains("\"" + claim + "\""), payload);
            refused(
                    signed(
                            head("HS256", NEW.id().toString()),
                            payload.replace("\"" + claim + "\"", "\"x" + claim + "\""),
                            NEW.key()));
        }
        refused(
                signed(
                        head("HS256", NEW.id().toString()),
                        payload.replace("\"minutebook\"", "\"another\""),
                        NEW.key()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "...",
                "a",
                "a.b",
                "a.b.c",
                "a.b.c.d",
                "\0",
                "e30.e30.",
                "e30.e30.e30",
                "bnVsbA.bnVsbA.bnVsbA",
                "W10.W10.W10",
                "eyJhbGciOjF9.e30.e30",
                "%2e",
                "ä.ö.ü",
                "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjFlNDAwfQ.e30",
                "eyJhbGciOiJIUzI1NiJ9.IiI.e30"
            })
    void what_is_no_token_at_all_is_not_taken(String text) {
        refused(text);
    }

    @Test
    void a_long_text_is_not_even_looked_at() {
        refused(token + "A".repeat(5_000));
        refused(base64("[".repeat(1_000)) + "." + base64("{\"a\":".repeat(300)) + ".AAAA");
    }

    private void refused(String text) {
        assertTrue(tokens.verify(text).isEmpty(), text);
    }

    private static Tokens at(Instant now, ServerKey... keys) {
        return new Tokens(List.of(keys), HOUR, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static ServerKey key(int seed) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return new ServerKey(new UUID(0, seed), bytes);
    }

    private static String head(String algorithm, String key) {
        return "{\"alg\":\"%s\",\"kid\":\"%s\",\"typ\":\"JWT\"}".formatted(algorithm, key);
    }

    private static String signed(String head, String payload, byte[] key) throws Exception {
        String text = base64(head) + "." + base64(payload);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        byte[] signature = mac.doFinal(text.getBytes(UTF_8));
        return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static String decoded(String base64) {
        return new String(Base64.getUrlDecoder().decode(base64), UTF_8);
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
