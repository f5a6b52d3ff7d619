package minutebook.web.live.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The proof that a server has understood a WebSocket handshake (RFC 6455, 4.2.2). */
final class WebSocketKey {

    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;

    private WebSocketKey() {}

    /**
     * What to answer to a key.
     *
     * @throws Refused if it is not 16 bytes in base64
     */
    static String accept(String key) {
        if (decode(key).length != KEY_BYTES) {
            throw new Refused(Refusal.BAD_REQUEST);
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-1")
                            .digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    private static byte[] decode(String key) {
        try {
            return Base64.getDecoder().decode(key);
        } catch (IllegalArgumentException e) {
            throw new Refused(Refusal.BAD_REQUEST);
        }
    }
}
