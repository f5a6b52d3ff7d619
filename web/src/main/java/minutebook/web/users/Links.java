package minutebook.web.users;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import minutebook.events.UserId;
import minutebook.events.digest.Hmac;
import minutebook.events.vault.ServerKeys.ServerKey;
import minutebook.web.http.Problem;

/**
 * The tokens in mailed links: whose they are, and a MAC that binds them to one purpose. They say
 * nothing that an event does not, so that whoever follows the book makes the same ones; whether one
 * is still good, the rules know. In letters, digits, {@code -} and {@code _}, less than 100 of
 * them. Thread-safe.
 */
public final class Links {
    /** What the server's keys for it are kept under. */
    public static final String PURPOSE = "links";

    private static final int MAC_BYTES = 32;
    private static final int USER_BYTES = Long.BYTES;
    private static final int REQUEST_BYTES = USER_BYTES + 2 * Long.BYTES;

    private final List<Hmac> keys;

    /** {@code keys}: the newest first, which new tokens are made with. */
    public Links(List<ServerKey> keys) {
        this.keys = keys.stream().map(it -> new Hmac(it.key())).toList();
    }

    /** What a link to set a new password is for: one request of a user. */
    public record Reset(UserId user, UUID request) {}

    private enum Purpose {
        VERIFY,
        RESET,
        UNSUBSCRIBE;

        /** What stands before the content, so that no token serves two purposes. */
        byte[] named() {
            return (name() + "\0").getBytes(StandardCharsets.US_ASCII);
        }
    }

    public String verify(UserId user) {
        return token(Purpose.VERIFY, userBytes(user));
    }

    public String unsubscribe(UserId user) {
        return token(Purpose.UNSUBSCRIBE, userBytes(user));
    }

    public String reset(UserId user, UUID request) {
        return token(
                Purpose.RESET,
                ByteBuffer.allocate(REQUEST_BYTES)
                        .putLong(user.value())
                        .putLong(request.getMostSignificantBits())
                        .putLong(request.getLeastSignificantBits())
                        .array());
    }

    /** Whose address it verifies; empty: it is none of ours, or was changed. */
    public Optional<UserId> toVerify(String token) {
        return content(Purpose.VERIFY, token, USER_BYTES).map(it -> new UserId(it.getLong()));
    }

    public Optional<UserId> toUnsubscribe(String token) {
        return content(Purpose.UNSUBSCRIBE, token, USER_BYTES).map(it -> new UserId(it.getLong()));
    }

    public Optional<Reset> toReset(String token) {
        return content(Purpose.RESET, token, REQUEST_BYTES)
                .map(
                        it ->
                                new Reset(
                                        new UserId(it.getLong()),
                                        new UUID(it.getLong(), it.getLong())));
    }

    /** 400: the token is none of ours, was changed, or is for something else. */
    static Problem wrong() {
        return Problem.invalid("token", "The link is not a whole one of ours.");
    }

    private static byte[] userBytes(UserId user) {
        return ByteBuffer.allocate(USER_BYTES).putLong(user.value()).array();
    }

    private String token(Purpose purpose, byte[] content) {
        byte[] mac = keys.getFirst().of(purpose.named(), content);
        byte[] token =
                ByteBuffer.allocate(content.length + MAC_BYTES).put(content).put(mac).array();
        return encoded(token);
    }

    private Optional<ByteBuffer> content(Purpose purpose, String token, int length) {
        byte[] bytes = decoded(token);
        // Several texts decode to the same bytes: only the one that we write is taken.
        if (bytes.length != length + MAC_BYTES || !encoded(bytes).equals(token)) {
            return Optional.empty();
        }
        var content = new byte[length];
        var mac = new byte[MAC_BYTES];
        ByteBuffer.wrap(bytes).get(content).get(mac);
        return keys.stream().anyMatch(key -> key.matches(mac, purpose.named(), content))
                ? Optional.of(ByteBuffer.wrap(content))
                : Optional.empty();
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decoded(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException noBase64) {
            return new byte[0];
        }
    }
}
