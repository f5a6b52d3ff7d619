package minutebook.commands.messages;

import java.util.HexFormat;
import minutebook.events.digest.Sha256;
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
        return HexFormat.of().formatHex(Sha256.of(bytes));
    }
}
