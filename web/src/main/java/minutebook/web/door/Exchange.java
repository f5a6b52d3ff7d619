package minutebook.web.door;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import minutebook.web.http.RequestCounts.Counted;
import org.jspecify.annotations.Nullable;

/**
 * One request of a connection, and its answer: what the log and the measures are to know of it,
 * noted where it becomes known. For the connection's own thread.
 */
public final class Exchange {
    private final String requestId;
    private final boolean forwarded;
    private final long beganNanos = System.nanoTime();
    private @Nullable Counted route;

    private Exchange(String requestId, boolean forwarded) {
        this.requestId = requestId;
        this.forwarded = forwarded;
    }

    /**
     * A request that has come.
     *
     * @param given by a proxy that is trusted; null: an id is made by chance
     * @param forwarded whether it says that somebody else has sent it first
     */
    static Exchange begin(@Nullable String given, boolean forwarded) {
        return new Exchange(given == null ? freshId() : given, forwarded);
    }

    private static String freshId() {
        String hex = Long.toHexString(ThreadLocalRandom.current().nextLong());
        return "0".repeat(16 - hex.length()) + hex;
    }

    /** That of the connection that this thread serves; empty: it serves none. */
    public static Optional<Exchange> current() {
        return GuardedConnections.exchange();
    }

    /** The same; a new one for a request whose head could not be read. */
    static Exchange currentOrNew() {
        return current().orElseGet(() -> begin(null, false));
    }

    /** It is for this route. */
    public static void serves(Counted route) {
        current().ifPresent(it -> it.route = route);
    }

    /** By which the request is found in the log: 1 to 64 of {@code A-Za-z0-9._-}. */
    public String requestId() {
        return requestId;
    }

    /** Whether it says that it comes by way of somebody else, trusted or not. */
    boolean isForwarded() {
        return forwarded;
    }

    long nanos() {
        return System.nanoTime() - beganNanos;
    }

    /** Null: none of ours, or not yet known. */
    @Nullable Counted route() {
        return route;
    }
}
