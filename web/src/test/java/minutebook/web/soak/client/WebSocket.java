package minutebook.web.soak.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A WebSocket (RFC 6455) that carries texts. One thread reads, any may write. */
final class WebSocket implements Closeable {
    private static final String HANDSHAKE =
            """
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            """;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final Wire wire;

    private WebSocket(Wire wire) {
        this.wire = wire;
    }

    static WebSocket open(URI server, String target) throws IOException {
        Wire wire = Wire.to(server);
        try {
            wire.get(target, HANDSHAKE, 101);
            return new WebSocket(wire);
        } catch (IOException gone) {
            wire.close();
            throw gone;
        }
    }

    /** After so long without a byte, reading ends. */
    void patience(long millis) throws IOException {
        wire.patience(millis);
    }

    /** The next text, whole; blocks. */
    String read() throws IOException {
        DataInputStream in = wire.in();
        var text = new ByteArrayOutputStream();
        while (true) {
            int head = in.readUnsignedByte();
            byte[] payload = in.readNBytes(length(in));
            switch (head & 0x0f) {
                case CLOSE -> throw new EOFException();
                case PING -> write(PONG, payload);
                case PONG -> {
                    // Says nothing.
                }
                default -> {
                    text.writeBytes(payload);
                    if ((head & 0x80) != 0) {
                        return text.toString(UTF_8);
                    }
                }
            }
        }
    }

    private static int length(DataInputStream in) throws IOException {
        int length = in.readUnsignedByte();
        return switch (length) {
            case 126 -> in.readUnsignedShort();
            case 127 -> Math.toIntExact(in.readLong());
            default -> length;
        };
    }

    void write(String text) throws IOException {
        write(TEXT, text.getBytes(UTF_8));
    }

    /** A mask of zeros is one too: it leaves the payload as it is. */
    private synchronized void write(int kind, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length);
        frame.put((byte) (0x80 | kind));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length <= 0xffff) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.putInt(0).put(payload);
        wire.write(Arrays.copyOf(frame.array(), frame.position()));
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
