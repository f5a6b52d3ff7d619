package minutebook.events.book;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
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

    String close(String field, String text) {
        byte[] nonce = Secrets.random(NONCE_BYTES);
        byte[] plain = text.getBytes(UTF_8);
        byte[] out = Arrays.copyOf(nonce, NONCE_BYTES + plain.length + TAG_BITS / 8);
        try {
            cipher(Cipher.ENCRYPT_MODE, nonce, field)
                    .doFinal(plain, 0, plain.length, out, NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot seal '" + field + "'", e);
        }
        return Base64.getEncoder().encodeToString(out);
    }

    /** The text again; fails if it was changed, or sealed in another place. */
    String open(String field, String sealed) {
        try {
            byte[] in = Base64.getDecoder().decode(sealed);
            byte[] nonce = Arrays.copyOf(in, NONCE_BYTES);
            byte[] plain =
                    cipher(Cipher.DECRYPT_MODE, nonce, field)
                            .doFinal(in, NONCE_BYTES, in.length - NONCE_BYTES);
            return new String(plain, UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "'%s' of %s, command %s, does not open: it was changed"
                            .formatted(field, stream, commandId),
                    e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String field) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associatedData(field));
        return cipher;
    }

    private byte[] associatedData(String field) {
        byte[][] parts = {
            stream.name().getBytes(UTF_8),
            commandId.toString().getBytes(UTF_8),
            field.getBytes(UTF_8)
        };
        var buffer = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(p -> 4 + p.length).sum());
        for (byte[] part : parts) {
            buffer.putInt(part.length).put(part);
        }
        return buffer.array();
    }
}
