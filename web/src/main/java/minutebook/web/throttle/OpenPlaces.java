package minutebook.web.throttle;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import minutebook.events.UserId;
import minutebook.web.http.Problem;

/** Counts what each user has open on this node: streams, or sockets. Thread-safe. */
final class OpenPlaces {
    /**
     * Two keep-alives: by then a stream whose reader has vanished is noticed, and its place free.
     */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final String what;
    private final int perUserMax;
    private final Map<UserId, Integer> open = new ConcurrentHashMap<>();

    /**
     * @param what as a user would call more than one of them
     */
    OpenPlaces(String what, int perUserMax) {
        this.what = what;
        this.perUserMax = perUserMax;
    }

    /** A place; closing it twice frees it once. */
    Throttle.Place enter(UserId user) {
        open.compute(user, (_, count) -> oneMore(count == null ? 0 : count));
        var left = new AtomicBoolean();
        return () -> {
            if (!left.getAndSet(true)) {
                open.computeIfPresent(user, (_, count) -> count == 1 ? null : count - 1);
            }
        };
    }

    boolean hasPlace(UserId user) {
        return open.getOrDefault(user, 0) < perUserMax;
    }

    private Integer oneMore(int count) {
        if (count >= perUserMax) {
            throw Problem.tooMany(
                    "You have too many %s open: close one, and try again.".formatted(what),
                    RETRY_AFTER);
        }
        return count + 1;
    }
}
