package minutebook.web.soak.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was said in the rooms, and to whom. Not thread-safe. */
final class Talk {
    /** {@code receiver} 0: said to all. */
    record Said(BookEvent event, long project, long sender, long receiver, String clientMessageId) {
        boolean isFor(long user) {
            return receiver == 0 || receiver == user || sender == user;
        }
    }

    private final Map<Long, Said> byId = new TreeMap<>();
    private final Map<Long, TreeMap<Long, Said>> byProject = new HashMap<>();

    void note(BookEvent event, JsonNode data) {
        var said =
                new Said(
                        event,
                        data.path("project").asLong(),
                        data.path("sender").asLong(),
                        data.path("receiver").asLong(),
                        data.path("client_message_id").asText());
        byId.put(event.position(), said);
        byProject.computeIfAbsent(said.project(), _ -> new TreeMap<>()).put(event.position(), said);
    }

    Optional<Said> find(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    Collection<Said> all() {
        return byId.values();
    }

    /** What was said in a room at this time, as it stands on the wire; mostly one message. */
    List<Said> saidAt(long project, String time) {
        return byProject.getOrDefault(project, new TreeMap<>()).values().stream()
                .filter(it -> it.event().recordedAt().toString().equals(time))
                .toList();
    }

    /** The ids of all that somebody who is in the room may see. */
    NavigableSet<Long> visible(long project, long user) {
        var ids = new TreeSet<Long>();
        byProject
                .getOrDefault(project, new TreeMap<>())
                .forEach(
                        (id, said) -> {
                            if (said.isFor(user)) {
                                ids.add(id);
                            }
                        });
        return Collections.unmodifiableNavigableSet(ids);
    }

    /** The projects in whose rooms anything was said. */
    List<Long> projects() {
        return List.copyOf(byProject.keySet());
    }
}
