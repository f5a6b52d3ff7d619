package minutebook.web.live.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The packets that wait for one client, bounded, and those that are being written to it: memory is
 * held by both. Guarded by the lock of its {@link Outlet}.
 */
final class Backlog {

    private final Limits limits;
    private final OutboundBudget budget;
    private final SocketCounts counts;
    private final ArrayDeque<Outgoing> waiting = new ArrayDeque<>(2);
    private List<Outgoing> leaving = List.of();
    private long waitingBytes;
    private long leavingBytes;
    private long behindSince;

    Backlog(Limits limits, OutboundBudget budget, SocketCounts counts) {
        this.limits = limits;
        this.budget = budget;
        this.counts = counts;
    }

    /** False: more would wait than may wait. */
    boolean add(Outgoing packet) {
        if (waiting.size() >= limits.queuePacketsMax()
                || waitingBytes + packet.size() > limits.queueBytesMax()) {
            return false;
        }
        if (waiting.isEmpty() && leaving.isEmpty()) {
            behindSince = System.nanoTime();
        }
        packet.hold(budget);
        waiting.add(packet);
        waitingBytes += packet.size();
        return true;
    }

    /** The next packets to write, about so many bytes. What was taken before is written by now. */
    List<byte[]> take(int bytesMax) {
        written();
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<Outgoing> taken = new ArrayList<>();
        long sum = 0;
        Outgoing packet = waiting.peek();
        while (packet != null && (taken.isEmpty() || sum + packet.size() <= bytesMax)) {
            taken.add(waiting.remove());
            sum += packet.size();
            packet = waiting.peek();
        }
        waitingBytes -= sum;
        leaving = taken;
        leavingBytes = sum;
        return taken.stream().map(Outgoing::packet).toList();
    }

    /** What was taken is written. */
    void written() {
        if (!leaving.isEmpty()) {
            counts.wrote(leaving.size(), since(leaving));
            letGo();
        }
    }

    /** Of the first that is an event; they are in the order of the book. */
    private static long since(List<Outgoing> packets) {
        for (Outgoing packet : packets) {
            if (packet.since() != 0) {
                return packet.since();
            }
        }
        return 0;
    }

    private void letGo() {
        leaving.forEach(packet -> packet.letGo(budget));
        leaving = List.of();
        leavingBytes = 0;
    }

    void forget() {
        letGo();
        waiting.forEach(packet -> packet.letGo(budget));
        waiting.clear();
        waitingBytes = 0;
    }

    /** Whether nothing waits to be taken. */
    boolean isEmpty() {
        return waiting.isEmpty();
    }

    boolean isAtMost(int packets, long bytes) {
        return waiting.size() <= packets && waitingBytes <= bytes;
    }

    /** How much it holds, times for how long there has always been something. */
    double burden(long now) {
        long bytes = waitingBytes + leavingBytes;
        return bytes == 0 ? 0 : (double) bytes * (now - behindSince);
    }
}
