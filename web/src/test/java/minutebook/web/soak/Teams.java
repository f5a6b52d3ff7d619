package minutebook.web.soak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import minutebook.web.soak.client.Chance;

/**
 * Who is in which project, as far as those who write have been told. Answers may come in another
 * order than their events: the later position wins. Thread-safe.
 */
public final class Teams {
    public enum Role {
        OWNER,
        COACH,
        PARTICIPANT,
        NONE
    }

    private record Standing(Role role, long position) {}

    private final Map<Long, Map<Long, Standing>> projects = new TreeMap<>();
    private final Set<Long> deleted = new HashSet<>();

    synchronized void stands(long project, long user, Role role, long position) {
        if (!deleted.contains(project)) {
            projects.computeIfAbsent(project, _ -> new HashMap<>())
                    .merge(
                            user,
                            new Standing(role, position),
                            (old, next) -> next.position() >= old.position() ? next : old);
        }
    }

    synchronized void delete(long project) {
        projects.remove(project);
        deleted.add(project);
    }

    synchronized int count() {
        return projects.size();
    }

    /** Any of them; empty: there is none. */
    public synchronized Optional<Long> any(Chance chance) {
        return projects.isEmpty()
                ? Optional.empty()
                : Optional.of(chance.of(List.copyOf(projects.keySet())));
    }

    /** Those who have one of these roles, in the order of their ids. */
    public synchronized List<Long> members(long project, Role... roles) {
        var wanted = Set.of(roles);
        return projects.getOrDefault(project, Map.of()).entrySet().stream()
                .filter(it -> wanted.contains(it.getValue().role()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    public List<Long> members(long project) {
        return members(project, Role.OWNER, Role.COACH, Role.PARTICIPANT);
    }

    public synchronized List<Long> projectsOf(long user) {
        var all = new ArrayList<Long>();
        projects.forEach(
                (project, standings) -> {
                    Standing standing = standings.get(user);
                    if (standing != null && standing.role() != Role.NONE) {
                        all.add(project);
                    }
                });
        return all;
    }
}
