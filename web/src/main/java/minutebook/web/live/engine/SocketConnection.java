package minutebook.web.live.engine;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket: reads on the connection's own virtual thread, and writes on another that lives
 * only while there is something to write. It begins as a session's only transport, or as a probe
 * that may take over from polling.
 */
final class SocketConnection implements ServerConnection {

    private static final int BATCH_BYTES = 64 * 1024;
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final ByteBuffer PROBE = ascii("2probe");
    private static final byte[] PROBE_ANSWER = {'3', 'p', 'r', 'o', 'b', 'e'};
    private static final ByteBuffer UPGRADE = ascii("5");

    private final Session session;
    private final boolean probing;
    private final Wire wire;
    private final FrameWriter writer;
    private final MemoryBudget.Claim claim;
    private final FrameReader reader;
    private final AtomicBoolean draining = new AtomicBoolean();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile @Nullable Ending ending;

    SocketConnection(
            ConnectionContext connection, Session session, boolean probing, MemoryBudget memory) {
        this.session = session;
        this.probing = probing;
        this.wire = new Wire(connection, session::heard);
        this.writer = new FrameWriter(wire, session.outlet().writing());
        this.claim = memory.claim(() -> session.end(Ending.BUSY));
        this.reader = new FrameReader(wire, session::packetBytesMax, claim, session.reading());
    }

    @Override
    public void handle(Limit limit) {
        try {
            converse();
        } catch (ConnectionLost e) {
            fail(Ending.LOST);
        } finally {
            session.reading().stop();
            claim.close();
            over.countDown();
        }
        throw new CloseConnectionException("the WebSocket is closed");
    }

    private void converse() {
        try {
            if (!probing || takesOver()) {
                listen();
            } else {
                throw new BrokenFrame(Ending.MALFORMED, "a probe that was none");
            }
        } catch (BrokenFrame e) {
            fail(e.ending());
            writer.writeClose(e.ending());
            // Closing with bytes unread would reset the connection, and the close frame with it.
            wire.discardAll();
        }
    }

    /**
     * The upgrade: `2probe`, answered `3probe`, then `5`. Anything else ends the probe and leaves
     * polling alone.
     */
    private boolean takesOver() {
        if (!isNext(PROBE)) {
            return false;
        }
        writer.write(List.of(PROBE_ANSWER));
        session.outlet().probed();
        return isNext(UPGRADE) && session.outlet().upgrade(this);
    }

    private boolean isNext(ByteBuffer expected) {
        while (true) {
            switch (reader.next()) {
                case Frame.Text(ByteBuffer payload) -> {
                    return payload.equals(expected);
                }
                case Frame.Ping(ByteBuffer payload) -> writer.writePong(payload);
                case Frame.Pong() -> {}
                case Frame.Close _ -> {
                    return false;
                }
            }
        }
    }

    private void listen() {
        while (true) {
            switch (reader.next()) {
                case Frame.Text(ByteBuffer payload) -> {
                    session.receive(payload);
                    claim.close();
                }
                case Frame.Ping(ByteBuffer payload) -> {
                    session.countControl();
                    writer.writePong(payload);
                }
                case Frame.Pong() -> session.countControl();
                case Frame.Close close -> {
                    answer(close);
                    return;
                }
            }
        }
    }

    private void answer(Frame.Close close) {
        session.end(Ending.LEFT);
        writer.writeClose(close.code() == 1005 ? Ending.LEFT.closeCode() : close.code(), "");
    }

    private void fail(Ending why) {
        if (session.outlet().isOn(this)) {
            session.end(why);
        } else {
            session.outlet().unprobe(this);
            finish(why);
        }
    }

    /** Has what waits in the queue sent, if nobody is at it: see {@link Wakes}. Does not block. */
    void wake() {
        Wakes.wake(this);
    }

    void wakeNow() {
        if (draining.compareAndSet(false, true)) {
            Thread.startVirtualThread(this::drain);
        }
    }

    private void drain() {
        try {
            do {
                sendAll();
                draining.set(false);
                // What came between the last look and the flag would otherwise wait for the next
                // packet.
            } while (hasWork() && draining.compareAndSet(false, true));
        } catch (ConnectionLost e) {
            fail(Ending.LOST);
        }
    }

    private boolean hasWork() {
        Outlet outlet = session.outlet();
        return outlet.hasFor(this) || (ending != null && !writer.isClosed());
    }

    private void sendAll() {
        List<byte[]> batch = session.outlet().take(this, BATCH_BYTES);
        while (!batch.isEmpty()) {
            writer.write(batch);
            batch = session.outlet().take(this, BATCH_BYTES);
        }
        if (session.outlet().isOn(this)) {
            session.endIfFinished();
        }
        Ending why = ending;
        if (why != null) {
            writer.writeClose(why);
        }
    }

    /**
     * Says goodbye, and closes the connection soon whether the peer answers or not. Does not block.
     */
    void finish(Ending why) {
        if (ending == null) {
            ending = why;
            Thread.startVirtualThread(() -> bury(why));
        }
    }

    private void bury(Ending why) {
        if (why.closeCode() != Ending.CUT) {
            wake();
            awaitPeer();
        }
        wire.close();
    }

    private void awaitPeer() {
        try {
            over.await(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Never idle in Helidon's eyes: the session's own pings see to that. */
    @Override
    public Duration idleTime() {
        return Duration.ZERO;
    }

    @Override
    public void close(boolean interrupt) {
        session.close(Ending.SHUTDOWN);
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
