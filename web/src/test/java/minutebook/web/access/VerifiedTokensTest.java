package minutebook.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import minutebook.events.UserId;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
    private static final Caller ANNA = caller(7);

    private final VerifiedTokens verified = new VerifiedTokens();

    @Test
    void a_token_is_known_as_long_as_its_key_is_good() {
        verified.add("token", "key", ANNA);

        assertEquals(Optional.of(ANNA), verified.find("token", "key"::equals));
        assertEquals(Optional.empty(), verified.find("token", "another"::equals));
        assertEquals(Optional.empty(), verified.find("another", _ -> true));
    }

    @Test
    void who_comes_often_is_remembered_and_the_number_is_bounded() {
        verified.add("often", "key", ANNA);
        for (int i = 0; i < 100_000; i++) {
            verified.add("once " + i, "key", caller(i + 1));
            assertEquals(Optional.of(ANNA), verified.find("often", _ -> true));
        }

        assertTrue(verified.size() <= 20_000, () -> "remembers " + verified.size());
        assertEquals(Optional.empty(), verified.find("once 0", _ -> true));
    }

    private static Caller caller(long user) {
        return new Caller(new UserId(user), new UUID(0, user), 42, Instant.EPOCH);
    }
}
