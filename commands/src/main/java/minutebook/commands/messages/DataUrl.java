package minutebook.commands.messages;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A file as a browser's {@code FileReader.readAsDataURL} writes it: {@code data:<media
 * type>;base64,<data>}. Only the one canonical way of writing is read, so that what is read and
 * written again is the same to the letter, but for {@linkplain KeptMediaType what of a media type}
 * is not kept. Immutable; made for texts of 14 MB.
 */
public final class DataUrl {
    /** Characters of a media type with its parameters. */
    public static final int MEDIA_TYPE_LENGTH_MAX = 255;

    private static final String SCHEME = "data:";
    private static final String BASE64 = ";base64";
    private static final int HEAD_LENGTH_MAX =
            SCHEME.length() + MEDIA_TYPE_LENGTH_MAX + BASE64.length();

    private final String mediaType;
    private final byte[] bytes;

    private DataUrl(String mediaType, byte[] bytes) {
        this.mediaType = mediaType;
        this.bytes = bytes;
    }

    /**
     * @param mediaType printable ASCII without a comma, or empty
     * @param bytes not copied: to be left alone from here on
     */
    public static DataUrl of(String mediaType, byte[] bytes) {
        if (!isMediaType(mediaType)) {
            throw new IllegalArgumentException("Not a media type of a data URL");
        }
        return new DataUrl(mediaType, bytes);
    }

    /** Empty if {@code text} is no such URL. */
    public static Optional<DataUrl> parse(String text) {
        int comma = text.indexOf(',', 0, Math.min(text.length(), HEAD_LENGTH_MAX + 1));
        if (comma < 0) {
            return Optional.empty();
        }
        String head = text.substring(0, comma);
        if (!head.startsWith(SCHEME) || !head.endsWith(BASE64)) {
            return Optional.empty();
        }
        String mediaType = head.substring(SCHEME.length(), head.length() - BASE64.length());
        return isMediaType(mediaType)
                ? decoded(text, comma + 1)
                        .map(bytes -> new DataUrl(KeptMediaType.of(mediaType), bytes))
                : Optional.empty();
    }

    /** The length of the longest text that can hold {@code size} bytes. */
    public static long lengthMax(long size) {
        return HEAD_LENGTH_MAX + 1 + (size + 2) / 3 * 4;
    }

    /** As far as it is kept; may be empty. */
    public String mediaType() {
        return mediaType;
    }

    public int size() {
        return bytes.length;
    }

    /** Not a copy: to be left alone. */
    public byte[] bytes() {
        return bytes;
    }

    /** The URL. */
    public String text() {
        return SCHEME + mediaType + BASE64 + "," + Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DataUrl it
                && mediaType.equals(it.mediaType)
                && Arrays.equals(bytes, it.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * mediaType.hashCode() + Arrays.hashCode(bytes);
    }

    /** Without the data, which is not for logs. */
    @Override
    public String toString() {
        return SCHEME + mediaType + " of " + bytes.length + " bytes";
    }

    private static boolean isMediaType(String text) {
        return text.length() <= MEDIA_TYPE_LENGTH_MAX
                && text.chars().allMatch(c -> c >= ' ' && c <= '~' && c != ',');
    }

    private static Optional<byte[]> decoded(String text, int from) {
        // What is not Latin-1 becomes '?' here, which is no Base64 either.
        byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
        int length = ascii.length - from;
        if (length % 4 != 0) {
            return Optional.empty();
        }
        try {
            ByteBuffer decoded = Base64.getDecoder().decode(ByteBuffer.wrap(ascii, from, length));
            byte[] array = decoded.array();
            int size = decoded.remaining();
            byte[] bytes = array.length == size ? array : Arrays.copyOf(array, size);
            return isCanonical(ascii, length, bytes) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The decoder passes over bits of the last character that mean nothing; they must be 0. */
    private static boolean isCanonical(byte[] ascii, int length, byte[] bytes) {
        if (length == 0) {
            return true;
        }
        byte[] lastGroup = Arrays.copyOfRange(bytes, (bytes.length - 1) / 3 * 3, bytes.length);
        byte[] written = Base64.getEncoder().encode(lastGroup);
        return Arrays.equals(written, 0, written.length, ascii, ascii.length - 4, ascii.length);
    }
}
