package minutebook.web.watch;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import minutebook.queries.Following.Status;

/** How late each of those is that follow the book: looks ten times a second. Thread-safe. */
public final class Lags implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final Supplier<List<Status>> followers;
    private final LongSupplier head;
    private final Map<String, Lag> byName = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private Lags(Supplier<List<Status>> followers, LongSupplier head) {
        this.followers = followers;
        this.head = head;
    }

    /** Looks at them, from now on. Neither may block. */
    public static Lags look(Supplier<List<Status>> followers, LongSupplier head) {
        var lags = new Lags(followers, head);
        Thread.ofPlatform().name("lags").daemon().start(lags::run);
        return lags;
    }

    private void run() {
        try {
            do {
                look();
            } while (!closed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        // The head first: what it has not reached yet, nobody is behind.
        long reached = head.getAsLong();
        long now = System.nanoTime();
        followers.get().forEach(it -> of(it.name()).look(it.position(), reached, now));
    }

    private Lag of(String name) {
        return byName.computeIfAbsent(name, _ -> new Lag());
    }

    /** For how long the follower of this name is behind. */
    public Duration late(String name) {
        return Duration.ofNanos(of(name).nanos(System.nanoTime()));
    }

    public long head() {
        return head.getAsLong();
    }

    /** How each of them is now. */
    public List<Status> followers() {
        return followers.get();
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
