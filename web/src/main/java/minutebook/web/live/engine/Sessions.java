package minutebook.web.live.engine;

import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** All sessions of a server, and the one thread that keeps their deadlines. Thread-safe. */
final class Sessions {

    private static final System.Logger LOG = System.getLogger(Sessions.class.getName());
    private static final int ID_BYTES = 20;
    private static final Duration SWEEP_EVERY = Duration.ofMillis(100);

    private final Limits limits;
    private final Application application;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> byId = new ConcurrentHashMap<>();
    private final Strangers strangers;
    private final OutboundBudget outbound;
    private final SocketCounts counts = new SocketCounts();
    private final ReentrantLock relieving = new ReentrantLock();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean closing;

    Sessions(Limits limits, Application application) {
        this.limits = limits;
        this.application = application;
        this.strangers = new Strangers(limits);
        this.outbound = new OutboundBudget(limits.outboundBytesMax());
    }

    void start() {
        Thread.ofPlatform().name("engine-deadlines").daemon().start(this::sweepUntilStopped);
    }

    Limits limits() {
        return limits;
    }

    /** What waits to be sent, of all sessions. */
    OutboundBudget outbound() {
        return outbound;
    }

    SocketCounts counts() {
        return counts;
    }

    /**
     * Begins a session.
     *
     * @throws Refused if there are too many strangers, or the server is closing
     */
    Session open(Visitor visitor) {
        if (closing) {
            throw new Refused(Refusal.FULL);
        }
        strangers.enter(visitor.address());
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        Session session =
                new Session(
                        Base64.getUrlEncoder().withoutPadding().encodeToString(id),
                        visitor.address(),
                        limits,
                        this);
        session.begin(application.open(session, visitor));
        byId.put(session.id(), session);
        return session;
    }

    @Nullable Session find(String id) {
        return byId.get(id);
    }

    void strangerLess(String address) {
        strangers.leave(address);
    }

    void forget(Session session) {
        byId.remove(session.id());
    }

    int count() {
        return byId.size();
    }

    int strangers() {
        return strangers.count();
    }

    /**
     * If more waits for all clients than may wait, ends those first that hold most and have been
     * behind for longest, until it is less. Does not block.
     */
    void relieve() {
        if (!outbound.isExceeded() || !relieving.tryLock()) {
            return;
        }
        try {
            record Burden(Session session, double weight) {}
            long now = System.nanoTime();
            Iterator<Burden> heaviest =
                    byId.values().stream()
                            .map(session -> new Burden(session, session.outlet().burden(now)))
                            .filter(burden -> burden.weight() > 0)
                            .sorted(Comparator.comparingDouble(Burden::weight).reversed())
                            .iterator();
            while (outbound.isExceeded() && heaviest.hasNext()) {
                heaviest.next().session().end(Ending.TOO_MUCH_WAITS);
            }
        } finally {
            relieving.unlock();
        }
    }

    private void sweepUntilStopped() {
        try {
            while (!stopped.await(SWEEP_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                long now = System.nanoTime();
                byId.values().forEach(session -> sweep(session, now));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // One session's defect must not stop the deadlines of the others.
    private static void sweep(Session session, long now) {
        try {
            session.sweep(now);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "The deadlines of a session failed", e);
            session.end(Ending.FAILED);
        }
    }

    /**
     * Opens no more, lets all sessions say what they still have to say, and ends them all within
     * this time.
     */
    void close(Duration within) throws InterruptedException {
        closing = true;
        byId.values().forEach(session -> session.close(Ending.SHUTDOWN));
        long until = System.nanoTime() + within.toNanos();
        while (!byId.isEmpty() && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        byId.values().forEach(session -> session.end(Ending.SHUTDOWN));
        stopped.countDown();
    }
}
