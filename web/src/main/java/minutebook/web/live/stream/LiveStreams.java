package minutebook.web.live.stream;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import minutebook.events.UserId;

/** The streams that are open on this node, by user. Thread-safe. */
public final class LiveStreams implements AutoCloseable {
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private final Map<UserId, Set<LiveStream>> byUser = new ConcurrentHashMap<>();
    private final StreamCounts counts = new StreamCounts();
    private volatile boolean closing;

    /** What became of streams by now. */
    public StreamCounts counts() {
        return counts;
    }

    /** How many are open. */
    public int open() {
        return byUser.values().stream().mapToInt(Set::size).sum();
    }

    void add(LiveStream stream) {
        byUser.compute(
                stream.caller().user(),
                (_, there) -> {
                    Set<LiveStream> streams = there == null ? ConcurrentHashMap.newKeySet() : there;
                    streams.add(stream);
                    return streams;
                });
        if (closing) {
            stream.retire();
        }
    }

    void remove(LiveStream stream) {
        byUser.computeIfPresent(
                stream.caller().user(),
                (_, streams) -> {
                    streams.remove(stream);
                    return streams.isEmpty() ? null : streams;
                });
    }

    Set<LiveStream> of(UserId user) {
        return byUser.getOrDefault(user, Set.of());
    }

    /** Whether somebody could be told something at all. */
    public boolean isEmpty() {
        return byUser.isEmpty();
    }

    /** Whether this user could be. */
    public boolean has(UserId user) {
        return byUser.containsKey(user);
    }

    /**
     * Tells a user's streams what is only worth something now: {@code action_message}. Does not
     * block; whoever is behind with reading is not told.
     *
     * @param payload one line of JSON
     */
    public void hint(UserId user, String payload) {
        of(user).forEach(stream -> stream.hint(payload));
    }

    boolean isClosing() {
        return closing;
    }

    /** Takes leave of all, and of whoever still comes. Blocks for 2 s at most. */
    @Override
    public void close() {
        closing = true;
        all(LiveStream::retire);
        long until = System.nanoTime() + FAREWELL.toNanos();
        while (!byUser.isEmpty() && System.nanoTime() < until) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        all(LiveStream::end);
    }

    private void all(Consumer<LiveStream> what) {
        byUser.values().forEach(streams -> streams.forEach(what));
    }
}
