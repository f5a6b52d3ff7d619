package minutebook.web.audit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import minutebook.events.UserId;
import minutebook.web.http.Problem;

/**
 * How many exports go on at once on a node: each keeps a processor busy for as long as it lasts.
 * Thread-safe.
 */
final class ExportPlaces {
    private static final int OF_USER_MAX = 2;
    private static final int OF_NODE_MAX = 4;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final Map<UserId, Integer> open = new HashMap<>();

    /** One of them; to be closed once. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /** Throws {@link Problem} 429 if the user has too many, and 503 if all together have. */
    synchronized Place enter(UserId user) {
        if (open.getOrDefault(user, 0) >= OF_USER_MAX) {
            throw Problem.tooMany(
                    "You have %d exports under way: let one end, and try again."
                            .formatted(OF_USER_MAX),
                    RETRY_AFTER);
        }
        if (open.values().stream().mapToInt(Integer::intValue).sum() >= OF_NODE_MAX) {
            throw Problem.of(503, "Others have their exports under way. Try again.")
                    .withHeader("Retry-After", Long.toString(RETRY_AFTER.toSeconds()));
        }
        open.merge(user, 1, Integer::sum);
        return () -> leave(user);
    }

    private synchronized void leave(UserId user) {
        open.computeIfPresent(user, (_, count) -> count == 1 ? null : count - 1);
    }
}
