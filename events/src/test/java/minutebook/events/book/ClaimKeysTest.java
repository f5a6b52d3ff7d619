package minutebook.events.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Locale;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import org.junit.jupiter.api.Test;

class ClaimKeysTest {
    private static final UserId ANNA = new UserId(1);
    private static final ProjectId BRIDGE = new ProjectId(5);

    private final ClaimKeys keys = new ClaimKeys(new byte[32]);

    @Test
    void case_makes_no_difference() {
        assertEquals(keys.title("Brücke"), keys.title("BRÜCKE"));
        assertEquals(keys.email("anna@example.org"), keys.email("Anna@EXAMPLE.org"));
        assertEquals(keys.username("anna"), keys.username("ANNA"));
        assertNotEquals(keys.username("anna"), keys.username("anne"));
    }

    @Test
    void nor_does_the_way_unicode_composes_a_letter() {
        assertEquals(keys.title("Caf\u00e9"), keys.title("Cafe\u0301"));
        assertEquals(keys.username("caf\u00e9"), keys.username("CAFE\u0301"));
    }

    @Test
    void nor_does_the_language_of_the_machine() {
        Locale before = Locale.getDefault();
        String key = keys.username("ILI");
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertEquals(key, keys.username("ili"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void a_title_is_plain_and_a_person_is_not() {
        assertEquals("title-the bridge", keys.title("The Bridge"));
        // HMAC-SHA-256 of "email\0anna@example.org", computed by openssl.
        assertEquals(
                "email-f20c44066f2c74f1d5283d02f147ef078480c2fcc1b3581a59b5947af636e52f",
                keys.email("anna@example.org"));
        assertFalse(keys.username("anna").contains("anna"));
    }

    @Test
    void another_key_makes_other_names() {
        byte[] other = new byte[32];
        other[0] = 1;
        assertNotEquals(keys.email("a@b.org"), new ClaimKeys(other).email("a@b.org"));
        assertThrows(IllegalArgumentException.class, () -> new ClaimKeys(new byte[31]));
    }

    @Test
    void things_of_two_kinds_never_share_a_name() {
        String email = keys.email("anna");
        String username = keys.username("anna");
        assertNotEquals(
                email.substring("email-".length()), username.substring("username-".length()));
    }

    @Test
    void a_clients_own_message_id_is_taken_to_the_letter() {
        assertEquals(
                keys.clientMessage(BRIDGE, ANNA, "a1"), keys.clientMessage(BRIDGE, ANNA, "a1"));
        assertNotEquals(
                keys.clientMessage(BRIDGE, ANNA, "a1"), keys.clientMessage(BRIDGE, ANNA, "A1"));
        assertNotEquals(
                keys.clientMessage(BRIDGE, ANNA, "a1"),
                keys.clientMessage(BRIDGE, new UserId(2), "a1"));
        assertNotEquals(
                keys.clientMessage(BRIDGE, ANNA, "a1"),
                keys.clientMessage(new ProjectId(6), ANNA, "a1"));
    }
}
