package minutebook.web.door;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Writes to a connection in pieces, so that from another thread it can be seen whether its peer
 * takes any. One thread writes at a time; all of what is written is written when a method returns.
 */
final class WatchedWriter implements DataWriter {
    /** What live delivery writes at once is no longer, and so is not copied. */
    private static final int PIECE_BYTES = 80 * 1024;

    private final DataWriter out;
    private final Socket socket;

    // Of System.nanoTime(), when the last piece was begun; 0 stands for: nothing is being written.
    private volatile long writingSince;

    WatchedWriter(DataWriter out, Socket socket) {
        this.out = out;
        this.socket = socket;
    }

    /** Ends the connection, and with it the write, if the peer has taken nothing for so long. */
    void cutIfStalled(Duration patience, long now) {
        long since = writingSince;
        if (since != 0 && now - since > patience.toNanos()) {
            breakOff();
        }
    }

    /** Ends the connection; nothing can be written from now on. From any thread. */
    void breakOff() {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is closed either way.
        }
    }

    @Override
    public void write(BufferData... buffers) {
        writeNow(buffers);
    }

    @Override
    public void write(BufferData buffer) {
        writeNow(buffer);
    }

    @Override
    public void writeNow(BufferData... buffers) {
        // Head and body of a small answer travel together.
        if (Stream.of(buffers).mapToInt(BufferData::available).sum() <= PIECE_BYTES) {
            watched(() -> out.writeNow(buffers));
        } else {
            Stream.of(buffers).forEach(this::writeNow);
        }
    }

    @Override
    public void writeNow(BufferData buffer) {
        if (buffer.available() <= PIECE_BYTES) {
            watched(() -> out.writeNow(buffer));
            return;
        }
        while (buffer.available() > 0) {
            // A copy, since Helidon 4.1.7 writes a part wrongly unless it begins at 0.
            byte[] piece = new byte[Math.min(PIECE_BYTES, buffer.available())];
            buffer.read(piece);
            watched(() -> out.writeNow(BufferData.create(piece)));
        }
    }

    private void watched(Runnable write) {
        writingSince = System.nanoTime() | 1;
        try {
            write.run();
        } finally {
            writingSince = 0;
        }
    }
}
