package minutebook.web.live.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to one client, bounded, and who takes it from there: waiting polls, or one
 * WebSocket. Both empty the same queue, so that an upgrade loses nothing. Thread-safe; only {@link
 * #poll} and {@link #awaitAtMost} block.
 */
final class Outlet {

    private static final int POLL_BYTES = 1024 * 1024;
    private static final byte[] CLOSE = {'1'};
    private static final byte[] NOOP = {'6'};

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Backlog backlog;
    private final Stopwatch writing = new Stopwatch();
    private final Stopwatch unread = new Stopwatch();
    private final Stopwatch probing = new Stopwatch();

    private boolean finishing;
    private @Nullable Ending over;
    private @Nullable Thread poller;
    private boolean answering;
    private @Nullable SocketConnection socket;
    private @Nullable SocketConnection probe;
    private boolean probed;

    Outlet(Limits limits, OutboundBudget budget, SocketCounts counts) {
        this.backlog = new Backlog(limits, budget, counts);
    }

    /** Puts a packet in the queue and wakes who is to send it. */
    Offer offer(Outgoing packet) {
        lock.lock();
        try {
            if (over != null || finishing) {
                return Offer.CLOSED;
            }
            if (!backlog.add(packet)) {
                return Offer.FULL;
            }
            wake();
            return Offer.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        if (socket != null) {
            socket.wake();
        } else if (poller != null) {
            changed.signalAll();
        } else if (!unread.isRunning()) {
            unread.start();
        }
    }

    /** Waits for something to send; after packets were given, {@link #polled} must follow. */
    Poll poll() {
        lock.lock();
        try {
            while (answering) {
                // Its reader may have it, and be back, before its writer knows.
                changed.await();
            }
            if (socket != null) {
                return new Poll.Upgraded();
            }
            if (poller != null) {
                return new Poll.Overlap();
            }
            poller = Thread.currentThread();
            unread.stop();
            while (backlog.isEmpty() && socket == null && over == null && !finishing && !probed) {
                changed.await();
            }
            return answer();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Poll.Packets(List.of(CLOSE), true);
        } finally {
            lock.unlock();
        }
    }

    private Poll answer() {
        List<byte[]> batch = socket == null ? take(POLL_BYTES) : List.of();
        if (batch.isEmpty() && over != null && over.isRefusal()) {
            return new Poll.Over(over);
        }
        answering = true;
        if (!batch.isEmpty()) {
            return new Poll.Packets(batch, false);
        }
        // The close goes alone: clients hear it before the packets that came together with it.
        boolean last = over != null || finishing;
        return new Poll.Packets(List.of(last ? CLOSE : NOOP), last);
    }

    /** The answer to a poll is written, or failed. */
    void polled() {
        change(
                () -> {
                    poller = null;
                    answering = false;
                    changed.signalAll();
                    backlog.written();
                    if (!backlog.isEmpty() && socket == null) {
                        unread.start();
                    }
                });
    }

    /**
     * The next packets for the WebSocket that is the transport, about so many bytes; none for any
     * other. Those that it took before are written by now.
     */
    List<byte[]> take(SocketConnection taker, int bytesMax) {
        return ask(() -> socket == taker ? take(bytesMax) : List.of());
    }

    private List<byte[]> take(int bytesMax) {
        List<byte[]> taken = backlog.take(bytesMax);
        changed.signalAll();
        return taken;
    }

    /**
     * Waits until at most so many packets and bytes wait to be sent; false: nothing will be sent
     * any more.
     */
    boolean awaitAtMost(int packetsLeft, long bytesLeft) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (over == null && !finishing && !backlog.isAtMost(packetsLeft, bytesLeft)) {
                changed.await();
            }
            return over == null && !finishing;
        } finally {
            lock.unlock();
        }
    }

    /** Whether something waits for this WebSocket to send it. */
    boolean hasFor(SocketConnection taker) {
        return ask(() -> socket == taker && !backlog.isEmpty());
    }

    private <T> T ask(Supplier<T> question) {
        lock.lock();
        try {
            return question.get();
        } finally {
            lock.unlock();
        }
    }

    /** Whether it was asked to finish and has nothing left to say. */
    boolean isFinished() {
        return ask(() -> finishing && backlog.isEmpty());
    }

    /** Whether this WebSocket is the session's transport. */
    boolean isOn(SocketConnection candidate) {
        return ask(() -> socket == candidate);
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    /** A session that begins on a WebSocket. */
    void attach(SocketConnection first) {
        change(() -> socket = first);
    }

    /** Lets a WebSocket try to take over; false if another one does or did. */
    boolean letProbe(SocketConnection candidate) {
        return ask(
                () -> {
                    if (over != null || finishing || socket != null || probe != null) {
                        return false;
                    }
                    probe = candidate;
                    probing.start();
                    return true;
                });
    }

    /**
     * The probe was answered: a waiting poll is let go, so that the client can put polling aside.
     */
    void probed() {
        change(
                () -> {
                    probed = true;
                    changed.signalAll();
                });
    }

    /**
     * The WebSocket takes over with all that still waits; false if the session has ended meanwhile.
     */
    boolean upgrade(SocketConnection candidate) {
        return ask(
                () -> {
                    if (over != null || probe != candidate) {
                        return false;
                    }
                    probe = null;
                    probed = false;
                    socket = candidate;
                    unread.stop();
                    changed.signalAll();
                    candidate.wake();
                    return true;
                });
    }

    /** The probe came to nothing: polling goes on as if it had never been. */
    void unprobe(SocketConnection candidate) {
        change(
                () -> {
                    if (probe == candidate) {
                        probe = null;
                        probed = false;
                    }
                });
    }

    /** Ends a probe, and only that, which takes longer than this. */
    void dropLateProbe(Duration limit, long now) {
        change(
                () -> {
                    if (probe != null && probing.isOver(limit, now)) {
                        probe.finish(Ending.TOO_SLOW);
                        unprobe(probe);
                    }
                });
    }

    /** Takes nothing more in; what waits is still sent. */
    void finish() {
        change(
                () -> {
                    finishing = true;
                    changed.signalAll();
                    wake();
                });
    }

    /** Forgets what waits, and lets go whoever sends. */
    void close(Ending why) {
        change(
                () -> {
                    over = why;
                    backlog.forget();
                    changed.signalAll();
                    if (poller != null && writing.isRunning()) {
                        // The one way to stop a write that its reader does not take: it closes the
                        // connection.
                        poller.interrupt();
                    }
                    if (socket != null) {
                        socket.finish(why);
                    }
                    if (probe != null) {
                        probe.finish(why);
                    }
                });
    }

    /**
     * To be started before each piece that is written to the client, and stopped after the last.
     */
    Stopwatch writing() {
        return writing;
    }

    /** Whether the client has read nothing for longer than this although something waits for it. */
    boolean isStalled(Duration limit, long now) {
        return writing.isOver(limit, now) || unread.isOver(limit, now);
    }

    /** How much memory the client holds, times for how long it has been behind. */
    double burden(long now) {
        return ask(() -> backlog.burden(now));
    }
}
