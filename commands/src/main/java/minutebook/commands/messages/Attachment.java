package minutebook.commands.messages;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import minutebook.events.messages.MessageEvent.StoredFile;

/**
 * A file that comes with a message.
 *
 * @param name as the sender calls it, without a path
 * @param stored what the book says of it: its digest, media type and size
 */
public record Attachment(String name, DataUrl data, StoredFile stored) {

    public static Attachment of(String name, DataUrl data) {
        return new Attachment(
                name, data, new StoredFile(sha256(data.bytes()), data.mediaType(), data.size()));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
