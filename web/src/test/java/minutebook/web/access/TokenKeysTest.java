package minutebook.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import minutebook.events.vault.ServerKeys.ServerKey;
import minutebook.events.vault.VaultUnavailable;
import org.junit.jupiter.api.Test;

/** Which key signs, which are good, and when the vault is asked. */
class TokenKeysTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String OLD = new UUID(0, 1).toString();
    private static final String NEW = new UUID(0, 2).toString();
    private static final String NEWEST = new UUID(0, 3).toString();

    private List<ServerKey> vault = List.of();
    private boolean away;
    private int asked;
    private long nanos;

    @Test
    void the_only_key_signs_however_new_it_is() {
        assertEquals(OLD, keys(key(OLD, 0)).signing().keyId());
    }

    @Test
    void a_new_key_is_good_at_once_and_signs_when_all_nodes_can_know_it() {
        TokenKeys young = keys(key(NEW, 9), key(OLD, 4_000));
        assertEquals(OLD, young.signing().keyId());
        assertTrue(young.has(NEW));

        assertEquals(NEW, keys(key(NEW, 10), key(OLD, 4_000)).signing().keyId());
        assertEquals(NEW, keys(key(NEWEST, 1), key(NEW, 11), key(OLD, 4_000)).signing().keyId());
        assertEquals(OLD, keys(key(NEWEST, 1), key(NEW, 2), key(OLD, 3)).signing().keyId());
    }

    @Test
    void a_replaced_key_is_good_until_its_last_token_has_expired() {
        TokenKeys keys = keys(key(NEWEST, 5), key(NEW, 3_660), key(OLD, 9_000));
        assertTrue(keys.has(NEW));
        assertTrue(keys.has(OLD));

        TokenKeys later = keys(key(NEWEST, 6), key(NEW, 3_661), key(OLD, 9_001));
        assertTrue(later.has(NEW));
        assertFalse(later.has(OLD));
    }

    @Test
    void a_key_of_another_node_is_found_when_the_first_token_names_it() {
        TokenKeys keys = keys(key(OLD, 4_000));
        vault = List.of(key(NEW, 10), key(OLD, 4_010));
        nanos += Duration.ofSeconds(1).toNanos();

        assertTrue(keys.find(NEW).isPresent());
        assertEquals(NEW, keys.signing().keyId());
        assertEquals(2, asked);
    }

    @Test
    void strangers_make_it_ask_once_a_second_at_most() {
        TokenKeys keys = keys(key(OLD, 4_000));
        for (int i = 0; i < 3_000; i++) {
            assertTrue(keys.find(UUID.randomUUID().toString()).isEmpty());
            nanos += Duration.ofMillis(1).toNanos();
        }

        assertEquals(1 + 2, asked);
        assertTrue(keys.find(OLD).isPresent());
        assertEquals(1 + 2, asked, "and not at all for what is known");
    }

    @Test
    void a_deleted_key_is_good_no_longer() {
        TokenKeys keys = keys(key(NEW, 4_000), key(OLD, 4_000));
        vault = List.of(key(NEW, 4_001));
        nanos += Duration.ofSeconds(1).toNanos();

        assertTrue(keys.find(NEWEST).isEmpty());

        assertFalse(keys.has(OLD));
    }

    @Test
    void without_its_database_it_knows_what_it_knew_and_says_no_to_nobody() {
        TokenKeys keys = keys(key(OLD, 4_000));
        away = true;
        nanos += Duration.ofSeconds(1).toNanos();

        assertThrows(VaultUnavailable.class, () -> keys.find(NEW));
        assertThrows(VaultUnavailable.class, () -> keys.find(NEW), "though not asked again");
        assertTrue(keys.find(OLD).isPresent());
        assertEquals(2, asked);

        away = false;
        nanos += Duration.ofSeconds(1).toNanos();
        assertTrue(keys.find(NEW).isEmpty());
    }

    private TokenKeys keys(ServerKey... newestFirst) {
        vault = List.of(newestFirst);
        return new TokenKeys(this::ask, HOUR, () -> nanos);
    }

    private List<ServerKey> ask() {
        asked++;
        if (away) {
            throw new VaultUnavailable(new SQLException("away"));
        }
        return vault;
    }

    private static ServerKey key(String id, int ageSeconds) {
        return new ServerKey(UUID.fromString(id), new byte[32], Duration.ofSeconds(ageSeconds));
    }
}
