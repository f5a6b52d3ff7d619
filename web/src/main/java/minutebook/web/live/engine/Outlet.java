package minutebook.web.live.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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

    private final Limits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition shorter = lock.newCondition();
    private final ArrayDeque<byte[]> packets = new ArrayDeque<>(2);
    private final Stopwatch writing = new Stopwatch();
    private final Stopwatch unread = new Stopwatch();
    private final Stopwatch probing = new Stopwatch();

    private long bytes;
    private boolean finishing;
    private boolean closed;
    private @Nullable Thread poller;
    private @Nullable SocketConnection socket;
    private @Nullable SocketConnection probe;
    private boolean probed;

    Outlet(Limits limits) {
        this.limits = limits;
    }

    /** Puts a packet in the queue and wakes who is to send it. */
    Offer offer(byte[] packet) {
        lock.lock();
        try {
            if (closed || finishing) {
                return Offer.CLOSED;
            }
            if (packets.size() >= limits.queuePacketsMax()
                    || bytes + packet.length > limits.queueBytesMax()) {
                return Offer.FULL;
            }
            packets.add(packet);
            bytes += packet.length;
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
            if (socket != null) {
                return new Poll.Upgraded();
            }
            if (poller != null) {
                return new Poll.Overlap();
            }
            poller = Thread.currentThread();
            unread.stop();
            while (packets.isEmpty() && socket == null && !closed && !finishing && !probed) {
                changed.await();
            }
            List<byte[]> batch = socket == null ? batch(POLL_BYTES) : List.of();
            if (!batch.isEmpty()) {
                return new Poll.Packets(batch, false);
            }
            // The close goes alone: clients hear it before the packets that they got together with
            // it.
            boolean last = closed || finishing;
            return new Poll.Packets(List.of(last ? CLOSE : NOOP), last);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Poll.Packets(List.of(CLOSE), true);
        } finally {
            lock.unlock();
        }
    }

    /** The answer to a poll is written, or failed. */
    void polled() {
        lock.lock();
        try {
            poller = null;
            if (!packets.isEmpty() && socket == null) {
                unread.start();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next packets for the WebSocket that is the transport, about so many bytes; none for any
     * other.
     */
    List<byte[]> take(SocketConnection taker, int bytesMax) {
        lock.lock();
        try {
            return socket == taker ? batch(bytesMax) : List.of();
        } finally {
            lock.unlock();
        }
    }

    private List<byte[]> batch(int bytesMax) {
        List<byte[]> batch = new ArrayList<>();
        long sum = 0;
        byte[] packet = packets.peek();
        while (packet != null && (batch.isEmpty() || sum + packet.length <= bytesMax)) {
            batch.add(packets.remove());
            sum += packet.length;
            packet = packets.peek();
        }
        bytes -= sum;
        shorter.signalAll();
        return batch;
    }

    /**
     * Waits until at most so many packets and bytes wait to be sent; false: nothing will be sent
     * any more.
     */
    boolean awaitAtMost(int packetsLeft, long bytesLeft) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && !finishing && (packets.size() > packetsLeft || bytes > bytesLeft)) {
                shorter.await();
            }
            return !closed && !finishing;
        } finally {
            lock.unlock();
        }
    }

    /** Whether something waits for this WebSocket to send it. */
    boolean hasFor(SocketConnection taker) {
        lock.lock();
        try {
            return socket == taker && !packets.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Whether it was asked to finish and has nothing left to say. */
    boolean isFinished() {
        lock.lock();
        try {
            return finishing && packets.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Whether this WebSocket is the session's transport. */
    boolean isOn(SocketConnection candidate) {
        lock.lock();
        try {
            return socket == candidate;
        } finally {
            lock.unlock();
        }
    }

    /** A session that begins on a WebSocket. */
    void attach(SocketConnection first) {
        lock.lock();
        try {
            socket = first;
        } finally {
            lock.unlock();
        }
    }

    /** Lets a WebSocket try to take over; false if another one does or did. */
    boolean letProbe(SocketConnection candidate) {
        lock.lock();
        try {
            if (closed || finishing || socket != null || probe != null) {
                return false;
            }
            probe = candidate;
            probing.start();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The probe was answered: a waiting poll is let go, so that the client can put polling aside.
     */
    void probed() {
        lock.lock();
        try {
            probed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The WebSocket takes over with all that still waits; false if the session has ended meanwhile.
     */
    boolean upgrade(SocketConnection candidate) {
        lock.lock();
        try {
            if (closed || probe != candidate) {
                return false;
            }
            probe = null;
            probed = false;
            socket = candidate;
            unread.stop();
            changed.signalAll();
            candidate.wake();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The probe came to nothing: polling goes on as if it had never been. */
    void unprobe(SocketConnection candidate) {
        lock.lock();
        try {
            if (probe == candidate) {
                probe = null;
                probed = false;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends a probe, and only that, which takes longer than this. */
    void dropLateProbe(Duration limit, long now) {
        lock.lock();
        try {
            if (probe != null && probing.isOver(limit, now)) {
                probe.finish(Ending.TOO_SLOW);
                unprobe(probe);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more in; what waits is still sent. */
    void finish() {
        lock.lock();
        try {
            finishing = true;
            changed.signalAll();
            shorter.signalAll();
            wake();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what waits, and lets go whoever sends. */
    void close(Ending why) {
        lock.lock();
        try {
            closed = true;
            packets.clear();
            bytes = 0;
            changed.signalAll();
            shorter.signalAll();
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
        } finally {
            lock.unlock();
        }
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
}
