package minutebook.web.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import minutebook.events.UserId;
import minutebook.events.vault.ServerKeys.ServerKey;
import org.junit.jupiter.api.Test;

class LinksTest {
    private static final UserId ANNA = new UserId(7);
    private static final UUID REQUEST = UUID.fromString("0192e0a4-7c3b-7d52-9c41-2f7b8a6d0e11");
    private static final ServerKey OLDER =
            new ServerKey(new UUID(0, 1), new byte[32], Duration.ofDays(1));
    private static final ServerKey NEWER = new ServerKey(new UUID(0, 2), key(1), Duration.ZERO);

    private final Links links = new Links(List.of(OLDER));

    private static byte[] key(int first) {
        var key = new byte[32];
        key[0] = (byte) first;
        return key;
    }

    @Test
    void a_link_says_whose_it_is_and_what_for() {
        assertEquals(Optional.of(ANNA), links.toVerify(links.verify(ANNA)));
        assertEquals(Optional.of(ANNA), links.toUnsubscribe(links.unsubscribe(ANNA)));
        assertEquals(
                Optional.of(new Links.Reset(ANNA, REQUEST)),
                links.toReset(links.reset(ANNA, REQUEST)));
    }

    @Test
    void a_link_fits_into_a_url_as_it_is() {
        for (String token :
                List.of(links.verify(ANNA), links.unsubscribe(ANNA), links.reset(ANNA, REQUEST))) {
            assertTrue(token.matches("[A-Za-z0-9_-]{50,100}"), token);
        }
    }

    @Test
    void a_link_is_good_for_nothing_else() {
        assertEquals(Optional.empty(), links.toUnsubscribe(links.verify(ANNA)));
        assertEquals(Optional.empty(), links.toVerify(links.unsubscribe(ANNA)));
        assertEquals(Optional.empty(), links.toReset(links.verify(ANNA)));
        assertEquals(Optional.empty(), links.toVerify(links.reset(ANNA, REQUEST)));
    }

    @Test
    void not_one_character_can_be_another_or_missing() {
        String token = links.reset(ANNA, REQUEST);
        for (int i = 0; i < token.length(); i++) {
            for (char other : new char[] {'A', 'B', 'Q', 'w', '_', '=', '+', '\n', 'é'}) {
                if (token.charAt(i) != other) {
                    String changed = token.substring(0, i) + other + token.substring(i + 1);
                    assertEquals(Optional.empty(), links.toReset(changed), changed);
                }
            }
            assertEquals(Optional.empty(), links.toReset(token.substring(0, i)));
            assertEquals(Optional.empty(), links.toReset(token.substring(i + 1)));
        }
        assertEquals(Optional.empty(), links.toReset(token + "A"));
        assertEquals(Optional.empty(), links.toReset(token + "="));
    }

    @Test
    void an_older_key_s_links_stay_good_and_another_server_s_never_are() {
        var both = new Links(List.of(NEWER, OLDER));
        assertEquals(Optional.of(ANNA), both.toVerify(links.verify(ANNA)));
        assertEquals(Optional.of(ANNA), both.toVerify(both.verify(ANNA)));
        assertEquals(Optional.empty(), links.toVerify(both.verify(ANNA)));
    }
}
