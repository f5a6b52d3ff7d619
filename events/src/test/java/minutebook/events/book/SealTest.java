package minutebook.events.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import minutebook.events.StreamId;
import org.junit.jupiter.api.Test;

/** Personal texts, sealed. */
class SealTest {
    private static final UUID COMMAND = UUID.fromString("0192e0a4-7c3b-7d52-9c41-2f7b8a6d0e11");
    private static final StreamId ROOM = new StreamId("room-5");

    private final Seal seal = new Seal(key(1), ROOM, COMMAND);

    private static SecretKey key(int first) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) first;
        return new SecretKeySpec(bytes, "AES");
    }

    @Test
    void a_sealed_text_opens_to_itself() {
        assertEquals(
                "Grüße \uD83D\uDC4B",
                seal.open("content", seal.close("content", "Grüße \uD83D\uDC4B")));
    }

    @Test
    void the_same_text_is_never_sealed_the_same() {
        assertNotEquals(seal.close("content", "Hello"), seal.close("content", "Hello"));
    }

    @Test
    void what_another_implementation_sealed_opens_too() {
        assertEquals("Hello", seal.open("content", "AAECAwQFBgcICQoL5MbdQagDIaKQn0GXcgaw6cMbAwZM"));
    }

    @Test
    void a_text_that_was_moved_or_changed_does_not_open() {
        String sealed = seal.close("content", "Hello");
        var elsewhere = new Seal(key(1), new StreamId("room-6"), COMMAND);
        var otherCommand = new Seal(key(1), ROOM, new UUID(0, 1));
        var otherKey = new Seal(key(2), ROOM, COMMAND);

        assertThrows(IllegalStateException.class, () -> seal.open("file_name", sealed));
        assertThrows(IllegalStateException.class, () -> elsewhere.open("content", sealed));
        assertThrows(IllegalStateException.class, () -> otherCommand.open("content", sealed));
        assertThrows(IllegalStateException.class, () -> otherKey.open("content", sealed));
        assertThrows(
                IllegalStateException.class,
                () ->
                        seal.open(
                                "content",
                                (sealed.charAt(0) == 'A' ? 'B' : 'A') + sealed.substring(1)));
    }
}
