package minutebook.web.soak.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a body that comes in chunks (RFC 9112, 7.1). */
final class Chunks extends InputStream {
    private final InputStream in;
    private int left;
    private boolean begun;
    private boolean ended;

    Chunks(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left == 0 && !ended) {
            next();
        }
        if (ended) {
            return -1;
        }
        int count = in.read(bytes, offset, Math.min(length, left));
        if (count < 0) {
            throw new EOFException();
        }
        left -= count;
        return count;
    }

    private void next() throws IOException {
        if (begun) {
            Wire.line(in);
        }
        begun = true;
        left = Integer.parseInt(Wire.line(in), 16);
        ended = left == 0;
    }
}
