package minutebook.web.live.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Takes off the mask that a WebSocket client puts on its payload (RFC 6455, 5.3). */
final class Masking {

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Masking() {}

    /** Applies a mask of four bytes, in place. */
    static void apply(byte[] mask, byte[] bytes, int from, int length) {
        long four = ByteBuffer.wrap(mask).getInt() & 0xFFFF_FFFFL;
        long eight = (four << 32) | four;
        int at = from;
        int end = from + length;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            LONGS.set(bytes, at, (long) LONGS.get(bytes, at) ^ eight);
        }
        for (int i = 0; at < end; at++, i++) {
            bytes[at] ^= mask[i & 3];
        }
    }
}
