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
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import minutebook.events.UserId;
import minutebook.events.vault.ServerKeys.ServerKey;
import minutebook.web.access.TokenForge.Forged;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody comes in with a token that was not issued, nor does anybody notice the attempt. */
class TokenAttacksTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final ServerKey KEY = key(0xab);
    private static final ServerKey OLDER = key(0xcd);
    private static final Tokens TOKENS = tokens();
    private static final String GENUINE = TOKENS.issue(new UserId(7), new UUID(0, 7), 42);
    private static final String ANOTHER = TOKENS.issue(new UserId(8), new UUID(0, 8), 43);
    private static final TokenForge FORGE = new TokenForge(GENUINE, KEY);

    private final Records log = new Records();

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(log);
    }

    @AfterEach
    void listenNoMore() {
        Logger.getLogger("").removeHandler(log);
    }

    static Stream<Forged> forgeries() {
        return FORGE.all(ANOTHER, NOON.getEpochSecond()).stream();
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void a_forged_token_is_not_taken(Forged forged) {
        assertEquals(Optional.empty(), TOKENS.verify(forged.token()));
        assertEquals(Optional.empty(), TOKENS.verify(forged.token()), "nor the second time");
        assertEquals(0, log.count);
    }

    @Test
    void the_genuine_token_made_by_hand_is_taken() {
        assertTrue(TOKENS.verify(FORGE.byHand()).isPresent());
        assertEquals(GENUINE, FORGE.byHand());
    }

    @Test
    void a_forged_token_is_found_out_quickly() {
        forgeries()
                .forEach(
                        forged -> {
                            long nanos = fastestNanos(forged.token());
                            assertTrue(nanos < 5_000_000, () -> forged + ": " + nanos + " ns");
                        });
    }

    private static long fastestNanos(String token) {
        return LongStream.range(0, 5)
                .map(
                        _ -> {
                            long begun = System.nanoTime();
                            TOKENS.verify(token);
                            return System.nanoTime() - begun;
                        })
                .min()
                .orElseThrow();
    }

    private static Tokens tokens() {
        var keys = new TokenKeys(() -> List.of(KEY, OLDER), HOUR);
        return new Tokens(keys, HOUR, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private static ServerKey key(int seed) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return new ServerKey(new UUID(0xabcdefL << 32 | seed, seed), bytes, HOUR);
    }

    /** All that is logged by anybody. */
    private static final class Records extends Handler {
        private int count;

        @Override
        public void publish(LogRecord record) {
            count++;
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
