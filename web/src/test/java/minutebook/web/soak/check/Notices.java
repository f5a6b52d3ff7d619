package minutebook.web.soak.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is to be told what on the stream: the tables of the contract, 1.1 and 4.1, row by row. Not
 * thread-safe.
 */
final class Notices {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** What one user is to be told of one event: the stream's event name and its data. */
    record Told(String event, JsonNode payload) {
        /** Numbers of what is read are of other classes than those of what is made. */
        static Told of(String event, ObjectNode payload) {
            return new Told(event, Frames.read(payload.toString()));
        }
    }

    private final Map<Long, ObjectNode> people;
    private final Map<Long, NavigableMap<Long, Told>> byUser = new HashMap<>();
    private final Set<Long> positions = new HashSet<>();

    Notices(Map<Long, ObjectNode> people) {
        this.people = people;
    }

    /** All that a user is to be told, by position. */
    NavigableMap<Long, Told> to(long user) {
        return byUser.getOrDefault(user, new TreeMap<>());
    }

    /** Whether anybody is told of the event there. */
    boolean isTold(long position) {
        return positions.contains(position);
    }

    /** An event of a user. */
    void note(BookEvent event, JsonNode data) {
        long user = data.path("user").asLong();
        boolean admin = data.path("role").asText().equals("admin");
        if (Objects.equals(event.actor(), user)) {
            return;
        }
        if (event.type().equals("role-granted") && admin) {
            account(event, user, "admin_user", "You become an admin.", "admin", true);
        } else if (event.type().equals("role-revoked") && admin) {
            account(event, user, "admin_user", "You become a normal.", "admin", false);
        } else if (event.type().equals("user-archived")) {
            account(event, user, "archive_user", "You was archived.", "archive", true);
        }
    }

    private void account(
            BookEvent event, long user, String type, String message, String key, boolean value) {
        ObjectNode payload = NODES.objectNode().put("type", type).put("message", message);
        payload.putObject("data").put("user_id", user).put(key, value);
        payload.put("created_at", event.recordedAt().toString());
        tell(event, List.of(user), Told.of("action_user", payload));
    }

    /** An event of a project, with the project around it. */
    void note(BookEvent event, JsonNode data, @Nullable Team before, @Nullable Team after) {
        Team team = Objects.requireNonNull(after == null ? before : after);
        Set<Long> others = new HashSet<>(team.members());
        others.remove(event.actor());
        String title = team.title();
        switch (event.type()) {
            case "project-created" ->
                    say(event, team, others, "add_into_project", added(title), item(team));
            case "participant-invited" -> {
                long newcomer = data.path("participant").asLong();
                others.remove(newcomer);
                say(event, team, Set.of(newcomer), "add_into_project", added(title), item(team));
                String message =
                        "The new participant '@%s' was added into the project '%s'."
                                .formatted(name(newcomer), title);
                say(event, team, others, "add_into_project", message, person(newcomer));
            }
            case "project-deleted" -> {
                others.remove(team.owner());
                String message =
                        "The project '%s' was removed by '@%s'."
                                .formatted(title, name(team.owner()));
                say(event, team, others, "delete_project", message, null);
            }
            case "project-renamed" -> {
                String message =
                        "The title's project '%s' become the new tilte '%s'."
                                .formatted(Objects.requireNonNull(before).title(), title);
                ObjectNode renamed = NODES.objectNode().put("project_title", title);
                say(event, team, others, "edit_project", message, renamed);
            }
            case "member-left" -> {
                long member = data.path("member").asLong();
                String message = "'@%s' left the project'%s'.".formatted(name(member), title);
                say(event, team, others, "edit_project", message, id(member));
            }
            case "coach-designated" ->
                    sayApart(
                            event,
                            team,
                            data.path("coach").asLong(),
                            "You was designated new coach in the project '%s'.",
                            "'@%s' was designated new coach in the project '%s'.");
            case "coach-withdrawn" ->
                    sayApart(
                            event,
                            team,
                            data.path("coach").asLong(),
                            "You was withdrew from coach in the project '%s'.",
                            "'@%s' was withdrew from coach, he will be a participant the project'%s'.");
            case "participant-removed" ->
                    sayApart(
                            event,
                            team,
                            data.path("participant").asLong(),
                            "You was removed in the project '%s'.",
                            "'@%s' was removed in the project '%s'.");
            default -> {
                // A hand-over: the table names nobody who is told of it.
            }
        }
    }

    /** One text to whom it is about, even if they did it themselves, another to the others. */
    private void sayApart(BookEvent event, Team team, long whom, String toThem, String toOthers) {
        Set<Long> others = new HashSet<>(team.members());
        others.remove(event.actor());
        others.remove(whom);
        String title = team.title();
        say(event, team, Set.of(whom), "edit_project", toThem.formatted(title), null);
        String message = toOthers.formatted(name(whom), title);
        say(event, team, others, "edit_project", message, id(whom));
    }

    private void say(
            BookEvent event,
            Team team,
            Collection<Long> whom,
            String type,
            String message,
            @Nullable ObjectNode data) {
        ObjectNode payload = NODES.objectNode().put("type", type).put("message", message);
        if (data != null) {
            payload.set("data", data);
        }
        payload.put("project_id", team.project())
                .put("project_title", team.title())
                .put("created_at", event.recordedAt().toString());
        tell(event, whom, Told.of("action_project", payload));
    }

    private void tell(BookEvent event, Collection<Long> whom, Told told) {
        for (Long user : whom) {
            byUser.computeIfAbsent(user, _ -> new TreeMap<>()).put(event.position(), told);
            positions.add(event.position());
        }
    }

    private static String added(String title) {
        return "You was added into the project '%s'.".formatted(title);
    }

    private static ObjectNode id(long user) {
        return NODES.objectNode().put("user_id", user);
    }

    private ObjectNode person(long user) {
        return Objects.requireNonNull(people.get(user), () -> "No user " + user);
    }

    private String name(long user) {
        return person(user).path("username").asText();
    }

    private ObjectNode item(Team team) {
        ObjectNode item = NODES.objectNode().put("id", team.project()).put("title", team.title());
        item.set("owner", person(team.owner()));
        item.putArray("coaches").addAll(team.coaches().stream().map(this::person).toList());
        item.putArray("participants")
                .addAll(team.participants().stream().map(this::person).toList());
        return item;
    }
}
