package minutebook.web.live.state;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** All that a page shows its user, and what can be done to it. Knows no server. */
final class Screen {
    private final long me;
    private final SortedMap<Long, Shown> projects = new TreeMap<>();
    private final Map<Long, List<Said>> said = new TreeMap<>();
    private final Inbox inbox;
    private final SortedSet<Long> present = new TreeSet<>();
    private final SortedSet<Long> somethingNew = new TreeSet<>();
    private boolean admin;

    Screen(long me, Inbox inbox) {
        this.me = me;
        this.inbox = inbox;
    }

    /** What is compared with what another screen shows; messages are asked for by project. */
    record View(SortedMap<Long, Shown> projects, boolean admin, Inbox.View inbox) {}

    View view() {
        return new View(new TreeMap<>(projects), admin, inbox.view());
    }

    long me() {
        return me;
    }

    Inbox inbox() {
        return inbox;
    }

    List<Shown> projects() {
        return List.copyOf(projects.values());
    }

    boolean shows(long project) {
        return projects.containsKey(project);
    }

    /** Shows a project whole. */
    void put(Shown project) {
        if (project.has(me)) {
            projects.put(project.id(), project);
            said.computeIfAbsent(project.id(), _ -> new ArrayList<>());
        }
    }

    /** Whoever is out of a project is told about others' doings in it only what came before. */
    void change(long project, UnaryOperator<Shown> how) {
        projects.computeIfPresent(project, (_, shown) -> how.apply(shown));
    }

    void drop(long project) {
        projects.remove(project);
        said.remove(project);
        somethingNew.remove(project);
    }

    void admin(boolean is) {
        admin = is;
    }

    boolean isAdmin() {
        return admin;
    }

    void somethingNewIn(long project) {
        somethingNew.add(project);
    }

    /** What was said in a project as far as it is shown, oldest first. */
    List<Said> said(long project) {
        return List.copyOf(said.getOrDefault(project, List.of()));
    }

    /** The last message of a project that is shown; 0: none. */
    long lastSaid(long project) {
        List<Said> those = said(project);
        return those.isEmpty() ? 0 : those.getLast().id();
    }

    /** In a room: they come once, in the order of the book. */
    void hear(long project, Said message) {
        assertTrue(
                message.id() > lastSaid(project),
                () -> "heard behind " + lastSaid(project) + ": " + message);
        var those = said.get(project);
        if (those != null) {
            those.add(message);
        }
    }

    SortedSet<Long> present() {
        return new TreeSet<>(present);
    }

    /** Comes into a room: what an ack of {@code join_project} tells. */
    void enter(long project, JsonNode users) {
        present.clear();
        users.forEach(it -> present.add(it.path("user_id").asLong()));
        somethingNew.remove(project);
    }

    void leaveRoom() {
        present.clear();
    }

    void online(long person) {
        present.add(person);
    }

    void offline(long person) {
        present.remove(person);
    }

    /** The projects that are shown with a mark: there is something that was not heard. */
    List<Long> withSomethingNew() {
        return somethingNew.stream().filter(this::shows).toList();
    }
}
