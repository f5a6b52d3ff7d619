package minutebook.events.book.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A row of the book as it stands somewhere, in the form that was hashed: true or not, possible or
 * not. Nothing in it is understood but its numbers and the name of its stream.
 *
 * <p>Its bytes are those that part 6 of the contract lists behind the previous hash: position,
 * version, time, and five texts with their lengths.
 */
public final class BookRow {
    private static final int VERSION_AT = Long.BYTES;
    private static final int TIME_AT = 2 * Long.BYTES;
    static final int TEXTS_AT = 3 * Long.BYTES;

    private final ByteBuffer bytes;
    private final int offset;
    private final int length;
    private final byte[] hash;

    /** Shares the array. */
    BookRow(byte[] bytes, int offset, int length, byte[] hash) {
        this.bytes = ByteBuffer.wrap(bytes);
        this.offset = offset;
        this.length = length;
        this.hash = hash;
    }

    /**
     * A row from its columns as texts, to the letter.
     *
     * @param recordedAtMicros since 1970
     * @param hash what stands there as its hash, of any length
     */
    public static BookRow of(
            long position,
            String stream,
            long version,
            String type,
            String data,
            @Nullable String actor,
            String commandId,
            long recordedAtMicros,
            byte[] hash) {
        byte[] @Nullable [] texts = {
            utf8(stream), utf8(type), utf8(actor), utf8(commandId), utf8(data)
        };
        int length =
                Arrays.stream(texts)
                        .mapToInt(text -> Integer.BYTES + (text == null ? 0 : text.length))
                        .sum();
        var buffer = ByteBuffer.allocate(TEXTS_AT + length);
        buffer.putLong(position).putLong(version).putLong(recordedAtMicros);
        for (byte @Nullable [] text : texts) {
            if (text == null) {
                buffer.putInt(-1);
            } else {
                buffer.putInt(text.length).put(text);
            }
        }
        return new BookRow(buffer.array(), 0, buffer.capacity(), hash.clone());
    }

    private static byte @Nullable [] utf8(@Nullable String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }

    public long position() {
        return bytes.getLong(offset);
    }

    long version() {
        return bytes.getLong(offset + VERSION_AT);
    }

    /** In microseconds since 1970. */
    long recordedAtMicros() {
        return bytes.getLong(offset + TIME_AT);
    }

    /** What stands there as its hash. Not to be changed. */
    byte[] hash() {
        return hash;
    }

    /** The array that the row lies in, somewhere. Not to be changed. */
    byte[] array() {
        return bytes.array();
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    int streamOffset() {
        return offset + TEXTS_AT + Integer.BYTES;
    }

    /** Negative: it has none, which no true row has. */
    int streamLength() {
        return bytes.getInt(offset + TEXTS_AT);
    }
}
