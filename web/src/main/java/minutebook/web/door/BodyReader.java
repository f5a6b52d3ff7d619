package minutebook.web.door;

import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The body of one request, part by part. For the connection's own thread.
 *
 * <p>What is wrong with it is thrown as Helidon's own {@link RequestException}, which any handler
 * lets pass, and which ends the connection.
 */
abstract sealed class BodyReader permits LengthBody, ChunkedBody {

    /** As much as a read of the connection brings. */
    static final int PART_BYTES_MAX = 8 * 1024;

    private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final RawInput raw;
    private final DoorLimits limits;
    private final Closing closing;
    private long bytes;
    private long waitedNanos;

    BodyReader(RawInput raw, DoorLimits limits, Closing closing) {
        this.raw = raw;
        this.limits = limits;
        this.closing = closing;
    }

    /**
     * The next part, in the form in which Helidon reads it; blocks. Not to be called after the
     * last.
     */
    abstract byte[] next();

    /** Whether all of it was handed over. */
    abstract boolean isDone();

    /** How many bytes have come so far. */
    final long bytes() {
        return bytes;
    }

    final RawInput raw() {
        return raw;
    }

    /** Some bytes of it, at least one. */
    final byte[] some(long most) {
        await();
        byte[] some = raw.readSome((int) Math.min(most, PART_BYTES_MAX));
        bytes += some.length;
        if (bytes > limits.bodyBytesMax()) {
            throw refused(Status.REQUEST_ENTITY_TOO_LARGE_413);
        }
        return some;
    }

    /** Waits for the next byte, as long as the body as a whole may keep us waiting. */
    final void await() {
        while (raw.isEmpty()) {
            long before = System.nanoTime();
            try {
                raw.await(Math.min(patienceNanos(), LOOK_EVERY_NANOS));
            } catch (RawInput.TooSlow notYet) {
                // Looks again, whether the port was closed meanwhile.
            } finally {
                waitedNanos += System.nanoTime() - before;
            }
        }
    }

    private long patienceNanos() {
        Duration allowed = limits.bodyGrace().plusSeconds(bytes / limits.bodyBytesPerSecondMin());
        long left = allowed.toNanos() - waitedNanos;
        if (left <= 0) {
            throw refused(Status.REQUEST_TIMEOUT_408);
        }
        long untilClosed = closing.uploadNanos(left);
        if (untilClosed <= 0) {
            // Certainly not done: it never came whole.
            throw refused(Status.SERVICE_UNAVAILABLE_503);
        }
        return untilClosed;
    }

    static RequestException malformed() {
        return refused(Status.BAD_REQUEST_400);
    }

    static RequestException refused(Status status) {
        return RequestException.builder()
                .type(EventType.BAD_REQUEST)
                .status(status)
                .setKeepAlive(false)
                .message("a body that is not taken")
                .build();
    }
}
