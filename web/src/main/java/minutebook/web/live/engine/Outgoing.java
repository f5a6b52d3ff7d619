package minutebook.web.live.engine;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A packet on its way out. However many queues it waits in, it is in memory once, and so it counts
 * once: from the first that takes it until the last has let it go. Thread-safe.
 */
public final class Outgoing {

    private final byte[] packet;
    private final long since;
    private final AtomicInteger holders = new AtomicInteger();

    /**
     * @param packet a whole Engine.IO packet of UTF-8 text with its type; never changed afterwards
     */
    public Outgoing(byte[] packet) {
        this(packet, 0);
    }

    /**
     * The same, of an event.
     *
     * @param since when it was committed, by {@link System#nanoTime}; 0: it does not matter
     */
    public Outgoing(byte[] packet, long since) {
        this.packet = packet;
        this.since = since;
    }

    /** How many bytes it has. */
    public int size() {
        return packet.length;
    }

    byte[] packet() {
        return packet;
    }

    long since() {
        return since;
    }

    void hold(OutboundBudget budget) {
        if (holders.getAndIncrement() == 0) {
            budget.add(packet.length);
        }
    }

    void letGo(OutboundBudget budget) {
        if (holders.decrementAndGet() == 0) {
            budget.add(-packet.length);
        }
    }
}
