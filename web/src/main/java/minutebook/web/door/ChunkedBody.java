package minutebook.web.door;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minutebook.web.door.Lines.Malformed;
import minutebook.web.door.Lines.TooLong;

/**
 * A body in chunks. They are handed on in small chunks of our own, without extensions and trailers:
 * Helidon gathers a chunk in memory, however large, before it looks at any limit.
 */
final class ChunkedBody extends BodyReader {
    private static final Pattern SIZE = Pattern.compile("([0-9A-Fa-f]{1,8})(;.*)?");
    private static final byte[] LAST = "0\r\n\r\n".getBytes(US_ASCII);

    /** For the extensions of all chunks together, and for the trailers: nobody here reads them. */
    private static final int BESIDES_BYTES_MAX = 8 * 1024;

    private static final int SIZE_LINE_BYTES_MAX = 256;

    private final Lines lines;
    private long leftOfChunk;
    private int besides;
    private boolean begun;
    private boolean done;

    ChunkedBody(RawInput raw, DoorLimits limits, Closing closing) {
        super(raw, limits, closing);
        this.lines = new Lines(raw, this::await);
    }

    @Override
    byte[] next() {
        try {
            if (leftOfChunk == 0) {
                leftOfChunk = nextSize();
            }
            if (leftOfChunk == 0) {
                skipTrailers();
                done = true;
                return LAST;
            }
            byte[] part = some(leftOfChunk);
            leftOfChunk -= part.length;
            return asChunk(part);
        } catch (Malformed | TooLong broken) {
            throw malformed();
        }
    }

    @Override
    boolean isDone() {
        return done;
    }

    private long nextSize() {
        if (begun && !lines.next(2).isEmpty()) {
            throw new Malformed();
        }
        begun = true;
        String line = lines.next(SIZE_LINE_BYTES_MAX);
        Matcher size = SIZE.matcher(line);
        if (!size.matches()) {
            throw new Malformed();
        }
        countBesides(line.length() - size.group(1).length());
        return Long.parseLong(size.group(1), 16);
    }

    private void skipTrailers() {
        for (String line = trailer(); !line.isEmpty(); line = trailer()) {
            countBesides(line.length());
        }
    }

    private String trailer() {
        return lines.next(BESIDES_BYTES_MAX);
    }

    private void countBesides(int bytes) {
        besides += bytes;
        if (besides > BESIDES_BYTES_MAX) {
            throw new TooLong();
        }
    }

    private static byte[] asChunk(byte[] part) {
        var chunk = new ByteArrayOutputStream(part.length + 8);
        chunk.writeBytes((Integer.toHexString(part.length) + "\r\n").getBytes(US_ASCII));
        chunk.writeBytes(part);
        chunk.writeBytes(new byte[] {'\r', '\n'});
        return chunk.toByteArray();
    }
}
