package minutebook.web.bench;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How much there was of each thing. For one thread. */
final class Tally {
    private final Map<String, Long> amounts = new HashMap<>();
    private long total;

    void add(String thing, long amount) {
        amounts.merge(thing, amount, Long::sum);
        total += amount;
    }

    long total() {
        return total;
    }

    long of(String thing) {
        return amounts.getOrDefault(thing, 0L);
    }

    /** The things of which there was most, in falling order, at most so many. */
    List<String> most(int count) {
        return amounts.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(count)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** {@code " 12.3 %"} of all. */
    String share(String thing) {
        return String.format(Locale.ROOT, "%5.1f %%", total == 0 ? 0 : 100.0 * of(thing) / total);
    }
}
