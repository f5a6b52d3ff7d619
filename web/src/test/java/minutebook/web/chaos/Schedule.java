package minutebook.web.chaos;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.Collectors;
import minutebook.web.soak.client.Chance;

/**
 * What goes wrong, one after the other: by chance, from the run's seed. All kinds have their turn
 * before one has its second. For one thread.
 */
final class Schedule {
    private static final int TWO_AT_ONCE_PERCENT = 20;
    private static final int LONG_PERCENT = 5;
    private static final int LONGER_BY = 5;

    private final Chance chance;
    private final List<FaultKind> kinds;
    private final int places;
    private final Duration holdMean;
    private final Queue<FaultKind> deck = new ArrayDeque<>();

    /**
     * @param happenings all at once
     * @param hold so long it lasts
     * @param calm so long there is peace behind it
     */
    record Blow(List<Happening> happenings, Duration hold, Duration calm) {
        @Override
        public String toString() {
            return "%s for %.1f s"
                    .formatted(
                            happenings.stream()
                                    .map(Happening::toString)
                                    .collect(Collectors.joining(" and ")),
                            hold.toMillis() / 1e3);
        }
    }

    /**
     * @param at which place
     */
    record Happening(FaultKind kind, int at) {
        @Override
        public String toString() {
            return kind + " at " + (char) ('A' + at);
        }
    }

    /**
     * @param kinds of these
     * @param holdMean so long they last on average; peace is half as long
     */
    Schedule(Chance chance, List<FaultKind> kinds, int places, Duration holdMean) {
        this.chance = chance;
        this.kinds = List.copyOf(kinds);
        this.places = places;
        this.holdMean = holdMean;
    }

    Blow next() {
        var happenings = new ArrayList<Happening>();
        happenings.add(happening());
        if (chance.isIn(TWO_AT_ONCE_PERCENT)) {
            happenings.add(happening());
        }
        int mean = Math.toIntExact(holdMean.toMillis());
        long hold = mean / 2L + chance.below(mean);
        long longer = chance.isIn(LONG_PERCENT) ? LONGER_BY : 1;
        return new Blow(
                List.copyOf(happenings),
                Duration.ofMillis(hold * longer),
                Duration.ofMillis(chance.below(mean)));
    }

    private Happening happening() {
        if (deck.isEmpty()) {
            deck.addAll(chance.some(kinds, kinds.size()));
        }
        return new Happening(deck.remove(), chance.below(places));
    }
}
