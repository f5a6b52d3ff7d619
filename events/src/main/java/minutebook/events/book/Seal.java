package minutebook.events.book;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import minutebook.events.StreamId;
import minutebook.events.vault.Secrets;

/**
 * Encrypts the personal texts of one command's events in one stream: AES-256-GCM with the person's
 * key. A sealed text is the base64 of nonce (12 bytes), ciphertext and tag (16 bytes).
 *
 * <p>The associated data are stream, command id and field, each as 4 bytes of length, big-endian,
 * and UTF-8: a sealed text that is moved elsewhere does not open.
 */
record Seal(SecretKey key, StreamId stream, UUID commandId) {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String ALGORITHM = "AES/GCM/NoPadding";

    /** To look for it among all providers costs as much as to seal a text. */
    private static final Provider PROVIDER = provider();

    String close(String field, String text) {
        byte[] nonce = Secrets.random(NONCE_BYTES);
        byte[] plain = text.getBytes(UTF_8);
        byte[] out = Arrays.copyOf(nonce, NONCE_BYTES + plain.length + TAG_BITS / 8);
        try {
            Cipher cipher = newCipher();
            begin(cipher, Cipher.ENCRYPT_MODE, nonce, field);
            cipher.doFinal(plain, 0, plain.length, out, NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot seal '" + field + "'", e);
        }
        return Base64.getEncoder().encodeToString(out);
    }

    /** The text again; fails if it was changed, or sealed in another place. */
    String open(String field, String sealed) {
        return open(newCipher(), field, sealed);
    }

    /** The same with a cipher of {@link #newCipher}: for many texts, one after the other. */
    String open(Cipher cipher, String field, String sealed) {
        try {
            byte[] in = Base64.getDecoder().decode(sealed);
            begin(cipher, Cipher.DECRYPT_MODE, Arrays.copyOf(in, NONCE_BYTES), field);
            return new String(cipher.doFinal(in, NONCE_BYTES, in.length - NONCE_BYTES), UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "'%s' of %s, command %s, does not open: it was changed"
                            .formatted(field, stream, commandId),
                    e);
        }
    }

    /** For one thread. */
    static Cipher newCipher() {
        try {
            return Cipher.getInstance(ALGORITHM, PROVIDER);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has AES-GCM", impossible);
        }
    }

    private static Provider provider() {
        try {
            return Cipher.getInstance(ALGORITHM).getProvider();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has AES-GCM", impossible);
        }
    }

    private void begin(Cipher cipher, int mode, byte[] nonce, String field)
            throws GeneralSecurityException {
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associatedData(field));
    }

    private byte[] associatedData(String field) {
        byte[] one = stream.name().getBytes(UTF_8);
        byte[] two = commandId.toString().getBytes(UTF_8);
        byte[] three = field.getBytes(UTF_8);
        return ByteBuffer.allocate(3 * Integer.BYTES + one.length + two.length + three.length)
                .putInt(one.length)
                .put(one)
                .putInt(two.length)
                .put(two)
                .putInt(three.length)
                .put(three)
                .array();
    }
}
