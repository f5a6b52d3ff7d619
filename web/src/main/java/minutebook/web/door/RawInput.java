package minutebook.web.door;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ServerConnectionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;

/**
 * The bytes of a connection as they come. For the connection's own thread. At the end of them,
 * every method that waits throws {@link DataReader.InsufficientDataAvailableException}.
 */
final class RawInput {
    private static final byte[] NOTHING = {};
    private static final Duration FAREWELL = Duration.ofSeconds(3);
    private static final int FAREWELL_BYTES_MAX = 32 << 20;

    private final DataReader reader;
    private final Socket socket;
    private byte[] bytes = NOTHING;
    private int at;

    RawInput(DataReader reader, Socket socket) {
        this.reader = reader;
        this.socket = socket;
    }

    /** Waited in vain. */
    static final class TooSlow extends RuntimeException {
        private TooSlow() {
            super("nothing came in time", null, false, false);
        }
    }

    static TooSlow tooSlow() {
        return new TooSlow();
    }

    /** Whether there is nothing to be had without waiting. */
    boolean isEmpty() {
        return at == bytes.length;
    }

    /** Whether the system has something that was not read yet. From any thread. */
    boolean hasArrived() {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException gone) {
            return false;
        }
    }

    /**
     * Waits until there is something, for as long as Helidon lets a connection be idle. Without a
     * deadline of the socket's own, because Helidon takes a thread that waits with one for busy,
     * and a stop would wait for it.
     */
    void await() {
        if (isEmpty()) {
            patience(0);
            fill();
        }
    }

    /**
     * Waits until there is something.
     *
     * @throws TooSlow if nothing came within so many nanoseconds
     */
    void await(long nanos) {
        if (!isEmpty()) {
            return;
        }
        // Not 0, which would stand for: for ever.
        patience(Math.max(1, nanos / 1_000_000));
        fill();
    }

    private void fill() {
        try {
            reader.ensureAvailable();
        } catch (ServerConnectionException failed) {
            if (isTimeout(failed)) {
                throw new TooSlow();
            }
            throw failed;
        }
        bytes = reader.readBytes(reader.available());
        at = 0;
    }

    /** The next byte, which must be there already. */
    byte read() {
        return bytes[at++];
    }

    /** What is there already, at most so much of it. */
    byte[] readSome(int most) {
        int until = (int) Math.min((long) at + most, bytes.length);
        byte[] some = Arrays.copyOfRange(bytes, at, until);
        at = until;
        if (isEmpty()) {
            // An idle connection keeps no memory.
            bytes = NOTHING;
            at = 0;
        }
        return some;
    }

    /** From here on a wait that is too long fails as Helidon's own would. */
    void patience(long millis) {
        try {
            socket.setSoTimeout((int) Math.min(millis, Integer.MAX_VALUE));
        } catch (SocketException gone) {
            throw new CloseConnectionException("The connection is closed", gone);
        }
    }

    /** What Helidon's own reader says, without a deadline of ours. */
    byte[] more() {
        if (isEmpty()) {
            reader.ensureAvailable();
            return reader.readBytes(reader.available());
        }
        return readSome(bytes.length);
    }

    /**
     * Says that no more will come, and lets the peer read what was said: a connection that is
     * closed with bytes unread is reset, and the last answer with it.
     */
    void farewell() {
        long until = System.nanoTime() + FAREWELL.toNanos();
        int dropped = bytes.length - at;
        bytes = NOTHING;
        at = 0;
        try {
            socket.shutdownOutput();
            while (dropped < FAREWELL_BYTES_MAX) {
                long left = until - System.nanoTime();
                if (left <= 0) {
                    return;
                }
                await(left);
                dropped += bytes.length;
                bytes = NOTHING;
            }
        } catch (IOException
                | TooSlow
                | CloseConnectionException
                | DataReader.InsufficientDataAvailableException gone) {
            // There is nothing left to be said.
            bytes = NOTHING;
        }
    }

    private static boolean isTimeout(ServerConnectionException failed) {
        return failed.getCause() instanceof UncheckedIOException io
                && io.getCause() instanceof SocketTimeoutException;
    }
}
