package minutebook.web.live.engine;

import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
    private final AtomicInteger strangers = new AtomicInteger();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean closing;

    Sessions(Limits limits, Application application) {
        this.limits = limits;
        this.application = application;
    }

    void start() {
        Thread.ofPlatform().name("engine-deadlines").daemon().start(this::sweepUntilStopped);
    }

    Limits limits() {
        return limits;
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
        if (strangers.incrementAndGet() > limits.strangersMax()) {
            strangers.decrementAndGet();
            throw new Refused(Refusal.FULL);
        }
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        Session session =
                new Session(
                        Base64.getUrlEncoder().withoutPadding().encodeToString(id), limits, this);
        session.begin(application.open(session, visitor));
        byId.put(session.id(), session);
        return session;
    }

    @Nullable Session find(String id) {
        return byId.get(id);
    }

    void strangerLess() {
        strangers.decrementAndGet();
    }

    void forget(Session session) {
        byId.remove(session.id());
    }

    int count() {
        return byId.size();
    }

    int strangers() {
        return strangers.get();
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
