package minutebook.web.proof;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which of the signed checkpoints speak of a book that is there now. Where a backup was restored,
 * and the node has signed that it was on purpose, those before it count up to where the restored
 * book goes; what was signed beyond is of events that were lost with the restoration.
 */
final class Lineage {
    private final List<SignedCheckpoint> all;
    private final String epoch;

    /** Where the last restoration stands; -1: there is none that leads to this book. */
    private final int restored;

    /** By epoch, up to which position its checkpoints count. */
    private final Map<String, Long> reach = new HashMap<>();

    private Lineage(List<SignedCheckpoint> all, String epoch) {
        this.all = all;
        this.epoch = epoch;
        this.restored = lastRestoration(all, epoch);
        reach.put(epoch, Long.MAX_VALUE);
        for (SignedCheckpoint each : all.subList(0, restored + 1).reversed()) {
            Long reached = reach.get(each.epoch());
            if (each.restoredFrom() != null && reached != null) {
                reach.merge(each.restoredFrom(), Math.min(reached, each.position()), Math::max);
            }
        }
    }

    /** {@code all}: in the order in which they were signed. */
    static Lineage of(List<SignedCheckpoint> all, String epoch) {
        return new Lineage(all, epoch);
    }

    private static int lastRestoration(List<SignedCheckpoint> all, String epoch) {
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).restoredFrom() != null) {
                return all.get(i).epoch().equals(epoch) ? i : -1;
            }
        }
        return -1;
    }

    /** The first that was signed for a book that this one does not come from. */
    Optional<SignedCheckpoint> stranger() {
        return all.subList(restored + 1, all.size()).stream()
                .filter(it -> !it.epoch().equals(epoch))
                .findFirst();
    }

    /** Those that the book must fit. */
    List<SignedCheckpoint> counting() {
        return all.stream().filter(this::counts).toList();
    }

    /** Those of what was lost. */
    List<SignedCheckpoint> lost() {
        return all.subList(0, restored + 1).stream().filter(it -> !counts(it)).toList();
    }

    private boolean counts(SignedCheckpoint it) {
        // A stranger counts, too: the hash at its position tells whether only the epoch differs.
        return it.position() <= reach.getOrDefault(it.epoch(), restored < 0 ? Long.MAX_VALUE : 0L);
    }
}
