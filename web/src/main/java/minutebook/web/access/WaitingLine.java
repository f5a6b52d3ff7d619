package minutebook.web.access;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;

/**
 * A bounded line in which parties take turns, however much each of them wants: one who comes with a
 * single wish waits for one wish of each other party, not for all of a crowd's. When the line is
 * full, whoever has the most in it gives way. Thread-safe.
 */
final class WaitingLine<T> {
    private final int waitingMax;
    private final Map<Party, Deque<T>> byParty = new LinkedHashMap<>();
    private int waiting;

    WaitingLine(int waitingMax) {
        this.waitingMax = waitingMax;
    }

    /**
     * Queues up.
     *
     * @return the wish that has no place now, in a full line: this one, or another that gave way
     */
    synchronized Optional<T> join(Party party, T wish) {
        Optional<T> loser = Optional.empty();
        if (waiting == waitingMax) {
            var giving = whoGivesWayTo(party);
            if (giving.isEmpty()) {
                return Optional.of(wish);
            }
            loser = Optional.of(leaveLast(giving.get()));
        }
        byParty.computeIfAbsent(party, _ -> new ArrayDeque<>()).addLast(wish);
        waiting++;
        return loser;
    }

    /** The next one's turn; empty: nobody waits. */
    synchronized Optional<T> next() {
        return byParty.entrySet().stream().findFirst().map(this::turn);
    }

    private T turn(Entry<Party, Deque<T>> first) {
        Deque<T> wishes = first.getValue();
        byParty.remove(first.getKey());
        T wish = wishes.removeFirst();
        if (!wishes.isEmpty()) {
            // Behind all others, who come first now.
            byParty.put(first.getKey(), wishes);
        }
        waiting--;
        return wish;
    }

    private T leaveLast(Entry<Party, Deque<T>> party) {
        T last = party.getValue().removeLast();
        if (party.getValue().isEmpty()) {
            byParty.remove(party.getKey());
        }
        waiting--;
        return last;
    }

    /** Strangers to the known; among equals, one who then still has no less than the newcomer. */
    private Optional<Entry<Party, Deque<T>>> whoGivesWayTo(Party newcomer) {
        Deque<T> own = byParty.get(newcomer);
        int mineThen = own == null ? 1 : own.size() + 1;
        return byParty.entrySet().stream()
                .filter(it -> newcomer.known() || !it.getKey().known())
                .filter(
                        it ->
                                it.getKey().known() != newcomer.known()
                                        || it.getValue().size() > mineThen)
                .max(
                        Comparator.comparing((Entry<Party, Deque<T>> it) -> !it.getKey().known())
                                .thenComparingInt(it -> it.getValue().size()));
    }
}
