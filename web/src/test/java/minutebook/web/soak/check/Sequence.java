package minutebook.web.soak.check;

import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;

/**
 * Positions as they come, held against those that are to come: all of them, each once, rising. Not
 * thread-safe.
 */
final class Sequence {
    private final NavigableSet<Long> expected;
    private final Set<Long> seen = new HashSet<>();
    private long reached;
    private long complete;

    /** Expects all of {@code expected} that lie behind {@code start}, and nothing before. */
    Sequence(NavigableSet<Long> expected, long start) {
        this.expected = expected;
        reached = start;
        complete = start;
    }

    /** The next one; empty: neither doubled nor out of order. */
    Optional<Difference.Kind> came(long position) {
        if (!seen.add(position)) {
            return Optional.of(Difference.Kind.DOUBLE);
        }
        if (position <= reached) {
            return Optional.of(Difference.Kind.DISORDER);
        }
        reached = position;
        return Optional.empty();
    }

    /** The greatest that came, or that it was to start behind. */
    long reached() {
        return reached;
    }

    /** What should have come by now, up to {@code position}; each is given once. */
    List<Long> missingUpTo(long position) {
        if (position <= complete) {
            return List.of();
        }
        List<Long> missing =
                expected.subSet(complete, false, position, true).stream()
                        .filter(it -> !seen.contains(it))
                        .toList();
        complete = position;
        return missing;
    }
}
