package minutebook.events.digest;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104) with one secret. Immutable. */
public final class Hmac {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    public Hmac(byte[] secret) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /** The 32 bytes for these parts, one behind the other. */
    public byte[] of(byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, impossible);
        }
    }

    /** Whether {@code mac} is that of these parts; takes the same time wherever it differs. */
    public boolean matches(byte[] mac, byte[]... parts) {
        return MessageDigest.isEqual(of(parts), mac);
    }
}
