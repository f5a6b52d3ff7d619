package minutebook.web.live.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes a WebSocket's frames: packets that wait together go out in one write. Blocks while the
 * peer does not read; the stopwatch then tells for how long. Thread-safe; after a close frame it
 * writes nothing.
 */
final class FrameWriter {

    private static final int PIECE_BYTES = 64 * 1024;
    private static final int HEADER_BYTES_MAX = 10;
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final int PONG = 0x8A;

    private final Wire wire;
    private final Stopwatch writing;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean closed;

    FrameWriter(Wire wire, Stopwatch writing) {
        this.wire = wire;
        this.writing = writing;
    }

    /** Writes each packet as a text frame. */
    void write(List<byte[]> packets) {
        if (packets.size() == 1 && packets.getFirst().length > PIECE_BYTES) {
            byte[] packet = packets.getFirst();
            locked(
                    () -> {
                        ByteBuffer head = ByteBuffer.allocate(HEADER_BYTES_MAX);
                        putHeader(head, TEXT, packet.length);
                        put(head.array(), 0, head.position());
                        for (int at = 0; at < packet.length; at += PIECE_BYTES) {
                            put(packet, at, Math.min(PIECE_BYTES, packet.length - at));
                        }
                    });
            return;
        }
        ByteBuffer joined =
                ByteBuffer.allocate(
                        packets.stream()
                                .mapToInt(packet -> HEADER_BYTES_MAX + packet.length)
                                .sum());
        for (byte[] packet : packets) {
            putHeader(joined, TEXT, packet.length);
            joined.put(packet);
        }
        locked(() -> put(joined.array(), 0, joined.position()));
    }

    void writePong(ByteBuffer payload) {
        writeControl(PONG, payload);
    }

    /** Writes the last frame; once, and not at all for {@link Ending#CUT}. */
    void writeClose(Ending why) {
        writeClose(why.closeCode(), why.closeReason());
    }

    /** The same; the reason is short and ASCII. */
    void writeClose(int code, String reason) {
        if (code != Ending.CUT) {
            ByteBuffer payload = ByteBuffer.allocate(2 + reason.length()).putShort((short) code);
            writeControl(CLOSE, payload.put(reason.getBytes(US_ASCII)).flip());
        }
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    private void writeControl(int opcode, ByteBuffer payload) {
        ByteBuffer frame = ByteBuffer.allocate(HEADER_BYTES_MAX + payload.remaining());
        putHeader(frame, opcode, payload.remaining());
        frame.put(payload);
        locked(
                () -> {
                    put(frame.array(), 0, frame.position());
                    closed = opcode == CLOSE;
                });
    }

    private void locked(Runnable write) {
        lock.lock();
        try {
            if (!closed) {
                write.run();
            }
        } finally {
            writing.stop();
            lock.unlock();
        }
    }

    private void put(byte[] bytes, int from, int length) {
        writing.start();
        wire.write(bytes, from, length);
    }

    private static void putHeader(ByteBuffer into, int opcode, int length) {
        into.put((byte) opcode);
        if (length < 126) {
            into.put((byte) length);
        } else if (length < 65_536) {
            into.put((byte) 126).putShort((short) length);
        } else {
            into.put((byte) 127).putLong(length);
        }
    }
}
