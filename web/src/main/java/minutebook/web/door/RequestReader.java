package minutebook.web.door;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import minutebook.events.log.About;
import minutebook.web.http.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What Helidon reads of a connection: one request after the other, each as the door has understood
 * it. A request that is not taken is answered here, once, and nothing behind it is read. For the
 * connection's own thread.
 */
final class RequestReader implements Supplier<byte[]> {

    /** Who asked so lately may be about to ask again. */
    private static final Duration LATELY = Duration.ofSeconds(1);

    /** A body that no handler wanted is read to its end, if that is soon reached. */
    private static final int UNWANTED_BYTES_MAX = 1024 * 1024;

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII);

    private enum Phase {
        HEAD,
        BODY,
        TUNNEL,
        OVER
    }

    private final RawInput raw;
    private final HeadReader heads;
    private final DoorLimits limits;
    private final DataWriter out;
    private final ClosingAnswer refusals;
    private final Closing closing;
    private Phase phase = Phase.HEAD;
    private @Nullable Head head;
    private Exchange exchange = Exchange.begin(null, false);
    private @Nullable BodyReader body;
    private boolean mustContinue;
    private boolean last;
    private boolean answered;

    // Of System.nanoTime(); 0 stands for: busy.
    private volatile long idleSince;

    RequestReader(
            RawInput raw,
            HeadReader heads,
            DoorLimits limits,
            DataWriter out,
            ClosingAnswer refusals,
            Closing closing) {
        this.raw = raw;
        this.heads = heads;
        this.limits = limits;
        this.out = out;
        this.refusals = refusals;
        this.closing = closing;
    }

    @Override
    @SuppressWarnings("NullAway") // Helidon: null is the end of all data.
    public byte @Nullable [] get() {
        return switch (phase) {
            case HEAD -> nextHead();
            case BODY -> nextOfBody();
            case TUNNEL -> raw.more();
            case OVER -> throw new CloseConnectionException("The connection has no more requests");
        };
    }

    private byte @Nullable [] nextHead() {
        if (last) {
            throw end("The last request is answered");
        }
        try {
            awaitRequest();
            Head next = heads.next();
            begin(next);
            return next.text();
        } catch (Problem refused) {
            exchange = Exchange.begin(null, false);
            refusals.write(out, exchange, refused);
            throw end("A request was refused");
        } catch (DataReader.InsufficientDataAvailableException gone) {
            phase = Phase.OVER;
            return null;
        }
    }

    private void awaitRequest() {
        idleSince = System.nanoTime() | 1;
        try {
            raw.await();
        } finally {
            idleSince = 0;
        }
    }

    private void begin(Head next) {
        head = next;
        exchange = Exchange.begin(next.requestId(), next.forwarded());
        About.begin();
        answered = false;
        last = next.last();
        body =
                switch (next.body()) {
                    case Head.Framing.None() -> null;
                    case Head.Framing.Length(long bytes) ->
                            new LengthBody(raw, limits, closing, bytes);
                    case Head.Framing.Chunked() -> new ChunkedBody(raw, limits, closing);
                };
        mustContinue = next.expectsContinue() && body != null;
        phase = body == null ? Phase.HEAD : Phase.BODY;
    }

    private byte[] nextOfBody() {
        BodyReader reader = Objects.requireNonNull(body);
        if (answered && (last || mustContinue || reader.bytes() > UNWANTED_BYTES_MAX)) {
            // Nobody knows whether a client that was not told to go on sends its body.
            throw end("A body was not wanted");
        }
        if (mustContinue) {
            mustContinue = false;
            out.writeNow(BufferData.create(CONTINUE));
        }
        try {
            byte[] part = reader.next();
            if (reader.isDone()) {
                body = null;
                phase = Phase.HEAD;
            }
            return part;
        } catch (RequestException broken) {
            phase = Phase.OVER;
            throw broken;
        } catch (DataReader.InsufficientDataAvailableException | CloseConnectionException gone) {
            phase = Phase.OVER;
            throw BodyReader.malformed();
        }
    }

    private CloseConnectionException end(String why) {
        phase = Phase.OVER;
        return new CloseConnectionException(why);
    }

    /** Something was written: an answer to the request that was read last. */
    void answered() {
        answered = true;
    }

    /** Whether the port is being closed: then the connection is to end with its next answer. */
    boolean isClosing() {
        return closing.isBegun();
    }

    /** The answer said that the connection ends with it. */
    void endsAfterThis() {
        last = true;
    }

    /** For how long nothing was asked; none while something is. From any thread. */
    Duration idleTime() {
        long since = idleSince;
        return since == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }

    /**
     * Whether nothing is asked, and nothing is on its way that has arrived here. From any thread.
     */
    boolean isIdle() {
        return idleSince != 0 && !raw.hasArrived();
    }

    /**
     * Whether nobody would miss the connection: who asked lately may be about to ask again, and was
     * not told that the port is being closed. From any thread.
     */
    boolean isDispensable() {
        return isIdle() && !(closing.isBegun() && isAbout(LATELY));
    }

    /** Whether it waits for a request, but not for long yet. From any thread. */
    boolean isAbout(Duration justNow) {
        long since = idleSince;
        return since != 0 && System.nanoTime() - since < justNow.toNanos();
    }

    /** From here on the connection speaks another protocol. */
    void becomeTunnel() {
        phase = Phase.TUNNEL;
        raw.patience(limits.idleMax().toMillis());
    }

    /** What is known of the request that was read last. */
    Exchange exchange() {
        return exchange;
    }

    /** Where the request that was read last comes from; null if it does not say. */
    @Nullable String origin() {
        return head == null ? null : head.origin();
    }

    /** Sees to it that the last answer arrives. Before the connection is closed. */
    void farewell() {
        if (phase == Phase.OVER || phase == Phase.BODY) {
            raw.farewell();
        }
    }
}
