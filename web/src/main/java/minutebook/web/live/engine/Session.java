package minutebook.web.live.engine;

import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One client, from its first request to its end, whatever transports it speaks over meanwhile. It
 * takes its packets one after the other, judges them, and keeps its deadlines. Thread-safe.
 */
public final class Session {

    private static final System.Logger LOG = System.getLogger(Session.class.getName());
    private static final byte[] PING = {'2'};

    private final String id;
    private final String address;
    private final Limits limits;
    private final Sessions sessions;
    private final Outlet outlet;
    private final TokenBucket rate;
    private final Stopwatch reading = new Stopwatch();
    private final Stopwatch closing = new Stopwatch();
    private final Stopwatch unanswered = new Stopwatch();
    private final AtomicBoolean posting = new AtomicBoolean();
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean stranger = new AtomicBoolean(true);
    // Held while a packet is handled: the next one, and the news of the end, wait for it.
    private final ReentrantLock turn = new ReentrantLock();
    private final long openedAt = System.nanoTime();

    private @Nullable Conversation conversation;
    private int packetsBeforeLogin;
    private volatile boolean admitted;
    private volatile long pingedAt = openedAt;

    /**
     * @param address by which its client is counted
     */
    Session(String id, String address, Limits limits, Sessions sessions) {
        this.id = id;
        this.address = address;
        this.limits = limits;
        this.sessions = sessions;
        this.outlet = new Outlet(limits, sessions.outbound(), sessions.counts());
        this.rate =
                new TokenBucket(limits.packetBurstMax(), limits.packetsPerSecondMax(), openedAt);
    }

    void begin(Conversation with) {
        conversation = with;
    }

    /** The secret by which the client's requests find the session. */
    String id() {
        return id;
    }

    Outlet outlet() {
        return outlet;
    }

    Limits limits() {
        return limits;
    }

    /** Runs while a message is being read. */
    Stopwatch reading() {
        return reading;
    }

    /** False if another post is being read: the client must wait for the answer to each. */
    boolean beginPost() {
        return posting.compareAndSet(false, true);
    }

    void endPost() {
        posting.set(false);
    }

    /**
     * Sends one packet. Does not block: if more waits for this client than may wait, the session
     * ends; if more waits for all clients together, those that burden the server most.
     *
     * @param packet may be sent to many sessions
     * @return false if the session has ended; true does not mean that it will arrive
     */
    public boolean send(Outgoing packet) {
        return switch (outlet.offer(packet)) {
            case TAKEN -> {
                sessions.relieve();
                yield true;
            }
            case CLOSED -> false;
            case FULL -> {
                end(Ending.QUEUE_FULL);
                yield false;
            }
        };
    }

    /**
     * Blocks until at most so many packets and bytes wait for this client: for who has more to send
     * than may wait. A client that does not read is cut meanwhile as ever.
     *
     * @return false if the session has ended, or hears its last
     */
    public boolean awaitAtMost(int packets, long bytes) throws InterruptedException {
        return outlet.awaitAtMost(packets, bytes);
    }

    /** The client has logged in: from now on it has the limits of somebody known. */
    public void admit() {
        admitted = true;
        noStranger();
    }

    private void noStranger() {
        if (stranger.compareAndSet(true, false)) {
            sessions.strangerLess(address);
        }
    }

    /**
     * Hears nothing more from the client, sends what waits for it already, and ends. Does not
     * block.
     */
    public void close(Ending why) {
        if (leave(why)) {
            closing.start();
            outlet.finish();
        }
    }

    /** Ends at once; what waits for the client is dropped. Does not block; may be called twice. */
    public void end(Ending cause) {
        leave(cause);
        if (over.compareAndSet(false, true)) {
            noStranger();
            Ending why = Objects.requireNonNull(ending.get());
            outlet.close(why);
            sessions.forget(this);
            sessions.counts().countEnd(why);
        }
    }

    /** Ends a closing session that has said all it had to say. */
    void endIfFinished() {
        if (outlet.isFinished()) {
            end(Ending.LEFT);
        }
    }

    private boolean leave(Ending why) {
        if (!ending.compareAndSet(null, why)) {
            return false;
        }
        // On a thread of its own, since the packet being handled comes first and may take its time.
        Thread.startVirtualThread(() -> inTurn(() -> conversation().gone(why)));
        return true;
    }

    /** Whether it hears nothing more. */
    boolean isLeft() {
        return ending.get() != null;
    }

    /** Why it hears nothing more; null while it does. */
    @Nullable Ending ending() {
        return ending.get();
    }

    int packetBytesMax() {
        return admitted ? limits.packetBytesMax() : limits.packetBytesMaxBeforeLogin();
    }

    /** Something came from the client, be it only part of a message. */
    void heard() {
        unanswered.stop();
    }

    /** Takes one packet that is valid UTF-8, and blocks until it has been handled. */
    void receive(ByteBuffer packet) {
        inTurn(
                () -> {
                    if (isLeft()) {
                        return;
                    }
                    Ending fault = judge(packet);
                    if (fault != null) {
                        end(fault);
                    } else if (packet.get(packet.position()) == '4') {
                        conversation().received(packet);
                    }
                });
    }

    /** A frame that is no packet counts against the same rate. */
    void countControl() {
        if (!rate.take(System.nanoTime())) {
            end(Ending.TOO_MANY);
        }
    }

    private @Nullable Ending judge(ByteBuffer packet) {
        if (!rate.take(System.nanoTime())) {
            return Ending.TOO_MANY;
        }
        if (!admitted && ++packetsBeforeLogin > limits.packetsMaxBeforeLogin()) {
            return Ending.NOT_LOGGED_IN;
        }
        if (packet.remaining() > packetBytesMax()) {
            return Ending.TOO_LARGE;
        }
        if (!packet.hasRemaining()) {
            return Ending.MALFORMED;
        }
        return switch (packet.get(packet.position())) {
            case '4' -> null;
            case '3' -> packet.remaining() == 1 ? null : Ending.MALFORMED;
            case '1' -> Ending.LEFT;
            default -> Ending.MALFORMED;
        };
    }

    private void inTurn(Runnable work) {
        turn.lock();
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A session failed and was ended", e);
            end(Ending.FAILED);
        } finally {
            heard();
            turn.unlock();
        }
    }

    private Conversation conversation() {
        return Objects.requireNonNull(conversation, "the session has not begun");
    }

    /** Keeps the deadlines; called again and again. */
    void sweep(long now) {
        outlet.dropLateProbe(limits.upgradeWithin(), now);
        Ending late = late(now);
        if (late != null) {
            end(late);
        } else if (now - pingedAt >= limits.pingEvery().toNanos() && !isLeft()) {
            pingedAt = now;
            // Where the next ping comes sooner than a pong has to, the first one counts.
            if (!unanswered.isRunning()) {
                unanswered.start();
            }
            send(new Outgoing(PING));
        }
    }

    private @Nullable Ending late(long now) {
        if (closing.isOver(limits.closeWithin(), now)) {
            return ending.get();
        }
        if (outlet.isStalled(limits.stalledAfter(), now)) {
            return Ending.STALLED;
        }
        if (!admitted && now - openedAt > limits.loginWithin().toNanos()) {
            return Ending.NOT_LOGGED_IN;
        }
        if (reading.isOver(limits.messageWithin(), now)) {
            return Ending.TOO_SLOW;
        }
        // While one of its packets is handled, nobody reads what else it sent.
        return unanswered.isOver(limits.pongWithin(), now) && !turn.isLocked()
                ? Ending.NO_PONG
                : null;
    }
}
