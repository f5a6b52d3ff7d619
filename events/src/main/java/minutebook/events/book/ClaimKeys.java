package minutebook.events.book;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.events.digest.Hmac;

/**
 * The names under which the book keeps unique things. Two spellings of one thing that differ in
 * case or in how Unicode composes them have one key. Keys of personal things are HMACs, so that the
 * table of claims tells nothing of a person to who reads it. Thread-safe.
 */
public final class ClaimKeys {
    private final Hmac hmac;

    /** {@code hmacKey}: secret, of 32 bytes or more, and for ever the same for one book. */
    public ClaimKeys(byte[] hmacKey) {
        if (hmacKey.length < 32) {
            throw new IllegalArgumentException("The key of claims needs 32 bytes or more");
        }
        this.hmac = new Hmac(hmacKey);
    }

    public String title(String title) {
        return "title-" + folded(title);
    }

    public String email(String email) {
        return secret("email", folded(email));
    }

    public String username(String username) {
        return secret("username", folded(username));
    }

    /** The sender's own name for a message, to the letter: a client may well count in Base64. */
    public String clientMessage(ProjectId project, UserId sender, String clientMessageId) {
        return secret("message-" + project + "-" + sender, clientMessageId);
    }

    private static String folded(String text) {
        String lowerCase = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(lowerCase, Normalizer.Form.NFC);
    }

    /** The kind goes into the HMAC too, so that a mail and a username alike do not show. */
    private String secret(String kind, String text) {
        byte[] named = (kind + "\0" + text).getBytes(StandardCharsets.UTF_8);
        return kind + "-" + HexFormat.of().formatHex(hmac.of(named));
    }
}
