package minutebook.web.soak.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Each project as it was behind each position of the book. Not thread-safe. */
final class TeamHistory {
    private final Map<Long, TreeMap<Long, Optional<Team>>> projects = new HashMap<>();

    /** {@code after}: what the event there made of it; null: it is deleted. */
    void note(long project, long position, @Nullable Team after) {
        projects.computeIfAbsent(project, _ -> new TreeMap<>())
                .put(position, Optional.ofNullable(after));
    }

    /** How many projects somebody owned there. */
    long ownedAt(long user, long position) {
        return projects.values().stream()
                .map(it -> it.floorEntry(position))
                .filter(it -> it != null && it.getValue().isPresent())
                .filter(it -> it.getValue().get().owner() == user)
                .count();
    }

    /** All that it was from one position to another, both included; empty: it was not there. */
    List<Optional<Team>> between(long project, long from, long to) {
        TreeMap<Long, Optional<Team>> all = projects.getOrDefault(project, new TreeMap<>());
        var first = all.floorEntry(from);
        var states = new ArrayList<Optional<Team>>();
        states.add(first == null ? Optional.empty() : first.getValue());
        if (from < to) {
            states.addAll(all.subMap(from, false, to, true).values());
        }
        return states;
    }
}
