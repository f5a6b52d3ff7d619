package minutebook.web.door;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;

/**
 * Lines of a head or around chunks, of which no two readers can think differently: they end with CR
 * and LF, have neither of them inside, and no control character but a tab.
 */
final class Lines {
    private static final int DELETE = 0x7F;

    private final RawInput raw;
    private final Runnable await;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(128);

    /**
     * @param await waits for more bytes, as long as is right
     */
    Lines(RawInput raw, Runnable await) {
        this.raw = raw;
        this.await = await;
    }

    /** What is in no line of a well-formed request. */
    static final class Malformed extends RuntimeException {
        Malformed() {
            super("not well-formed", null, false, false);
        }
    }

    /** It goes on beyond its limit. */
    static final class TooLong extends RuntimeException {
        TooLong() {
            super("too long", null, false, false);
        }
    }

    /**
     * The next line, without its end.
     *
     * @throws TooLong if it has more bytes than this, its end included
     */
    String next(int bytesMax) {
        line.reset();
        for (int count = 1; count <= bytesMax; count++) {
            int next = read();
            if (next == '\r') {
                if (read() != '\n') {
                    throw new Malformed();
                }
                return line.toString(ISO_8859_1);
            }
            if ((next < ' ' && next != '\t') || next == DELETE) {
                throw new Malformed();
            }
            line.write(next);
        }
        throw new TooLong();
    }

    private int read() {
        if (raw.isEmpty()) {
            await.run();
        }
        return raw.read() & 0xFF;
    }
}
