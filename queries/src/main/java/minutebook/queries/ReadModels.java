package minutebook.queries;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * All that is read from the book on this node, and how far it is: who made a change waits here
 * until they can read it. Thread-safe; thousands may wait at once.
 */
public final class ReadModels implements AutoCloseable {
    private final List<Following> followings;

    /**
     * Who waits, by position; those who wait for the same one share a future. It says only "look".
     */
    private final ConcurrentNavigableMap<Long, CompletableFuture<@Nullable Void>> awaited =
            new ConcurrentSkipListMap<>();

    /** Those of whom somebody waits for some alone. */
    private final List<ReadModels> parts = new CopyOnWriteArrayList<>();

    private ReadModels(List<Following> followings) {
        this.followings = List.copyOf(followings);
    }

    /** Starts all of them, and closes them when it is closed itself. One or more. */
    public static ReadModels start(List<? extends Following> followings) {
        var models = new ReadModels(List.copyOf(followings));
        var waiting = models.new Waiters();
        models.followings.forEach(it -> it.start(waiting));
        return models;
    }

    /**
     * Some of them, by name, for whoever reads no others: one that is late or has stopped is to
     * hold up nobody who does not need it. They start and end with all.
     */
    public ReadModels only(String... names) {
        Set<String> wanted = Set.of(names);
        var part =
                new ReadModels(
                        followings.stream()
                                .filter(it -> wanted.contains(it.status().name()))
                                .toList());
        if (part.followings.size() != wanted.size()) {
            throw new IllegalArgumentException("not all of " + wanted + " are in " + statuses());
        }
        parts.add(part);
        return part;
    }

    /**
     * Waits until all have reached {@code position}: true. False after {@code patience}, or at once
     * when one of them has stopped, since it will not get there.
     */
    public boolean await(long position, Duration patience) throws InterruptedException {
        long untilNanos = System.nanoTime() + patience.toNanos();
        while (position() < position) {
            if (anyHasEnded() || System.nanoTime() >= untilNanos) {
                return false;
            }
            awaitOnce(position, untilNanos - System.nanoTime());
        }
        return true;
    }

    private void awaitOnce(long position, long nanosMax) throws InterruptedException {
        var future = awaited.computeIfAbsent(position, _ -> new CompletableFuture<>());
        // Whoever moved before the future was in the map did not see it.
        settle();
        if (!future.isDone()) {
            followings.forEach(Following::awaited);
        }
        try {
            future.get(nanosMax, TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            // Nothing stays behind of a position that may never come. Others look once more.
            awaited.remove(position, future);
            future.complete(null);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The position that all have reached. */
    public long position() {
        long lowest = Long.MAX_VALUE;
        for (Following it : followings) {
            lowest = Math.min(lowest, it.position());
        }
        return lowest;
    }

    /**
     * What another copy of the tables must show, by name, to be as new as what can be read here
     * now: no lower than what {@link #position} was before.
     */
    public Map<String, Long> written() {
        Map<String, Long> written = new HashMap<>();
        for (Following it : followings) {
            it.written().ifPresent(checkpoint -> written.put(it.status().name(), checkpoint));
        }
        return written;
    }

    /** How each of them is, in the order in which they were given. */
    public List<Following.Status> statuses() {
        return followings.stream().map(Following::status).toList();
    }

    @Override
    public void close() {
        followings.parallelStream().forEach(Following::close);
        settle();
        parts.forEach(ReadModels::settle);
    }

    /** Whether one of them has stopped, and goes no further. */
    public boolean anyHasEnded() {
        return statuses().stream().anyMatch(ReadModels::hasEnded);
    }

    private void settle() {
        settle(anyHasEnded() ? Long.MAX_VALUE : position());
    }

    private void settle(long upTo) {
        var due = awaited.firstEntry();
        while (due != null && due.getKey() <= upTo) {
            awaited.remove(due.getKey(), due.getValue());
            due.getValue().complete(null);
            due = awaited.firstEntry();
        }
    }

    private boolean isAwaited() {
        return !awaited.isEmpty();
    }

    private void settleIfAwaited() {
        if (isAwaited()) {
            settle();
        }
    }

    private static boolean hasEnded(Following.Status status) {
        return status.state() == Following.State.STOPPED
                || status.state() == Following.State.CLOSED;
    }

    private final class Waiters implements Following.Waiting {
        @Override
        public void moved() {
            settleIfAwaited();
            parts.forEach(ReadModels::settleIfAwaited);
        }

        @Override
        public boolean anybody() {
            return isAwaited() || parts.stream().anyMatch(ReadModels::isAwaited);
        }
    }
}
