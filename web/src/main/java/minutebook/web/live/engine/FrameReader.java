package minutebook.web.live.engine;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntSupplier;

/**
 * Reads what a WebSocket client sends, and takes nothing that RFC 6455 forbids: unmasked frames,
 * reserved bits and opcodes, control frames that are long or in pieces, lengths in a longer form
 * than needed, broken fragments, text that is no UTF-8, binary. Used by one thread.
 */
final class FrameReader {

    private static final int FRAGMENTS_MAX = 4_096;
    private static final int CONTROL_BYTES_MAX = 125;
    private static final int PIECE_BYTES = 16 * 1024;

    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final ByteInput in;
    private final IntSupplier messageBytesMax;
    private final MemoryBudget.Claim claim;
    private final Stopwatch reading;
    private final byte[] mask = new byte[4];

    private byte[] message = new byte[0];
    private int size;
    private int fragments;

    /**
     * @param messageBytesMax asked anew for every frame, before anything of its size is allocated
     * @param claim grows with the message being read; whoever has handled the message gives it back
     * @param reading runs from the first byte of a message to its last
     */
    FrameReader(
            ByteInput in,
            IntSupplier messageBytesMax,
            MemoryBudget.Claim claim,
            Stopwatch reading) {
        this.in = in;
        this.messageBytesMax = messageBytesMax;
        this.claim = claim;
        this.reading = reading;
    }

    /**
     * Waits for the next message or control frame.
     *
     * @throws BrokenFrame if the peer broke the protocol or a limit
     */
    Frame next() {
        while (true) {
            int head = in.read();
            if (!isInMessage()) {
                reading.start();
            }
            int opcode = head & 0x0F;
            boolean last = (head & 0x80) != 0;
            if ((head & 0x70) != 0) {
                throw malformed("reserved bits");
            }
            long length = length();
            if (opcode >= CLOSE) {
                Frame control = control(opcode, last, length);
                stopUnlessInMessage();
                return control;
            }
            begin(opcode);
            append(length);
            if (last) {
                return whole();
            }
        }
    }

    private boolean isInMessage() {
        return fragments > 0;
    }

    private void stopUnlessInMessage() {
        if (!isInMessage()) {
            reading.stop();
        }
    }

    private long length() {
        int head = in.read();
        if ((head & 0x80) == 0) {
            throw malformed("an unmasked frame");
        }
        int length = head & 0x7F;
        return switch (length) {
            case 126 -> extended(2, 126);
            case 127 -> extended(8, 65_536);
            default -> length;
        };
    }

    private long extended(int bytes, int least) {
        long length = 0;
        for (int i = 0; i < bytes; i++) {
            length = length << 8 | in.read();
        }
        if (length < least) {
            throw malformed("a length in too long a form, or a negative one");
        }
        return length;
    }

    private Frame control(int opcode, boolean last, long length) {
        if (!last || length > CONTROL_BYTES_MAX) {
            throw malformed("a long or fragmented control frame");
        }
        byte[] payload = new byte[(int) length];
        in.read(mask, 0, mask.length);
        in.read(payload, 0, payload.length);
        Masking.apply(mask, payload, 0, payload.length);
        return switch (opcode) {
            case CLOSE -> new Frame.Close(closeCode(payload));
            case PING -> new Frame.Ping(ByteBuffer.wrap(payload));
            case PONG -> new Frame.Pong();
            default -> throw malformed("a reserved opcode");
        };
    }

    private static int closeCode(byte[] payload) {
        if (payload.length == 0) {
            return 1005;
        }
        if (payload.length == 1) {
            throw malformed("half a close code");
        }
        if (!Utf8.isValid(payload, 2, payload.length)) {
            throw new BrokenFrame(Ending.NOT_UTF8, "a reason to close that is no UTF-8");
        }
        int code = (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
        boolean known =
                code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006;
        if (!known && (code < 3000 || code > 4999)) {
            throw malformed("an impossible close code");
        }
        return code;
    }

    private void begin(int opcode) {
        if (opcode == BINARY) {
            throw new BrokenFrame(Ending.NOT_TEXT, "a binary message");
        }
        if (opcode != TEXT && opcode != CONTINUATION) {
            throw malformed("a reserved opcode");
        }
        if ((opcode == CONTINUATION) != isInMessage()) {
            throw malformed("a fragment out of place");
        }
        if (++fragments > FRAGMENTS_MAX) {
            throw malformed("too many fragments");
        }
    }

    private void append(long length) {
        if (length > messageBytesMax.getAsInt() - size) {
            throw new BrokenFrame(Ending.TOO_LARGE, "a message over the limit");
        }
        int total = size + (int) length;
        if (total > message.length) {
            // Doubling, so that thousands of fragments do not copy the message thousands of times.
            int capacity =
                    fragments == 1 ? total : (int) Math.min(messageBytesMax.getAsInt(), 2L * total);
            claim.growTo(capacity);
            message = Arrays.copyOf(message, capacity);
        }
        in.read(mask, 0, mask.length);
        for (int at = size; at < total; at += PIECE_BYTES) {
            int piece = Math.min(PIECE_BYTES, total - at);
            in.read(message, at, piece);
            claim.brought(piece);
        }
        Masking.apply(mask, message, size, (int) length);
        size = total;
    }

    private Frame whole() {
        byte[] whole = message;
        int length = size;
        message = new byte[0];
        size = 0;
        fragments = 0;
        claim.whole();
        stopUnlessInMessage();
        if (!Utf8.isValid(whole, 0, length)) {
            throw new BrokenFrame(Ending.NOT_UTF8, "a text that is no UTF-8");
        }
        return new Frame.Text(ByteBuffer.wrap(whole, 0, length));
    }

    private static BrokenFrame malformed(String what) {
        return new BrokenFrame(Ending.MALFORMED, what);
    }
}
