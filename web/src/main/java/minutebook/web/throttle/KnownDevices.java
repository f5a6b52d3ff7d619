package minutebook.web.throttle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import minutebook.events.digest.Hmac;
import minutebook.events.vault.Secrets;

/**
 * Passes for browsers that a user has logged in on. A pass fits one account alone, yet tells
 * nothing of it: it is a random number and an end, signed together with the account. It opens
 * nothing; it only keeps strangers' failures apart from its bearer's. Thread-safe.
 */
final class KnownDevices {
    /** As long as people keep a browser; each log-in begins it anew. */
    static final Duration LIFE = Duration.ofDays(365);

    private static final int ID_BYTES = 16;
    private static final int SIGNED_BYTES = ID_BYTES + Long.BYTES;
    private static final int PASS_BYTES = SIGNED_BYTES + 32;

    private final List<Hmac> keys;
    private final Clock clock;

    /** {@code keys}: secret, the newest first, which signs; all of them verify. */
    KnownDevices(List<byte[]> keys, Clock clock) {
        this.keys = keys.stream().map(Hmac::new).toList();
        this.clock = clock;
    }

    /**
     * A new pass for the device that has this one, if it is the account's; else for a new device.
     */
    String pass(String account, Optional<String> older) {
        byte[] id =
                older.flatMap(pass -> device(account, pass))
                        .map(HexFormat.of()::parseHex)
                        .orElseGet(() -> Secrets.random(ID_BYTES));
        long end = clock.instant().plus(LIFE).getEpochSecond();
        byte[] signed = ByteBuffer.allocate(SIGNED_BYTES).put(id).putLong(end).array();
        byte[] pass =
                ByteBuffer.allocate(PASS_BYTES)
                        .put(signed)
                        .put(keys.getFirst().of(signed, account.getBytes(UTF_8)))
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(pass);
    }

    /** The name of the device, if the pass is this account's and has not ended. */
    Optional<String> device(String account, String pass) {
        return decoded(pass)
                .filter(bytes -> isSigned(account, bytes))
                .filter(bytes -> end(bytes) > clock.instant().getEpochSecond())
                .map(bytes -> HexFormat.of().formatHex(bytes, 0, ID_BYTES));
    }

    private static Optional<byte[]> decoded(String pass) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(pass))
                    .filter(bytes -> bytes.length == PASS_BYTES);
        } catch (IllegalArgumentException garbage) {
            return Optional.empty();
        }
    }

    private static long end(byte[] pass) {
        return ByteBuffer.wrap(pass).getLong(ID_BYTES);
    }

    private boolean isSigned(String account, byte[] pass) {
        ByteBuffer bytes = ByteBuffer.wrap(pass);
        byte[] signed = new byte[SIGNED_BYTES];
        byte[] signature = new byte[PASS_BYTES - SIGNED_BYTES];
        bytes.get(signed).get(signature);
        return keys.stream()
                .anyMatch(key -> key.matches(signature, signed, account.getBytes(UTF_8)));
    }
}
