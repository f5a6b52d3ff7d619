package minutebook.web.live.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Holds what each page shows at a history's end against what it would show if loaded anew. */
final class Comparison {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration A_MOMENT = Duration.ofMillis(20);

    private static final Step THE_END = new Step(Kind.SAY, 0, 0, 0, 0);

    private final History history;

    Comparison(History history) {
        this.history = history;
    }

    void run() throws Exception {
        history.gatherAll();
        hearAll();
        for (Tab tab : history.tabs()) {
            if (tab.seat().room() != 0) {
                comparePresence(tab);
            }
        }
        for (Tab tab : history.tabs()) {
            compare(tab);
        }
    }

    /** What is said last comes last: once it was heard, there is nothing more to come. */
    private void hearAll() throws Exception {
        for (Tab first : history.tabs()) {
            long room = first.seat().room();
            List<Tab> all = history.tabs().stream().filter(it -> it.seat().room() == room).toList();
            if (room != 0 && all.getFirst() == first) {
                long last =
                        history.say(
                                new Turn(history, first, THE_END),
                                room,
                                "\"content\": \"The end\"");
                assertTrue(last > 0, () -> first + " shows a room that it is not in: " + room);
                for (Tab tab : all) {
                    tab.seat().listenUntilSaid(tab.screen(), last);
                }
            }
        }
    }

    /** Of other nodes one hears some milliseconds later. */
    private void comparePresence(Tab tab) throws Exception {
        long room = tab.seat().room();
        SortedSet<Long> there =
                history.tabs().stream()
                        .filter(it -> it.seat().room() == room)
                        .map(it -> it.person().id())
                        .collect(Collectors.toCollection(TreeSet::new));
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!tab.screen().present().equals(there) && System.nanoTime() < until) {
            tab.seat().listen(tab.screen(), A_MOMENT);
        }
        assertEquals(there, tab.screen().present(), () -> tab + " shows who is in " + room);
        assertEquals(there, users(tab.seat().whoIsThere()), () -> "who is in " + room);
    }

    private static SortedSet<Long> users(JsonNode ack) {
        var users = new TreeSet<Long>();
        ack.forEach(it -> users.add(it.path("user_id").asLong()));
        return users;
    }

    /** Rooms that it is not in, it enters now: what it missed there, it is told then. */
    private void compare(Tab tab) throws Exception {
        Screen fetched =
                Fetch.screen(
                        tab.at(history.node(history.tabs().indexOf(tab) + 1)), history.position());
        Screen told = tab.screen();
        assertEquals(fetched.view(), told.view(), () -> tab + " was told, if not fetched");
        for (long project : told.withSomethingNew()) {
            assertTrue(
                    fetched.said(project).stream().anyMatch(it -> it.sender() != told.me()),
                    () -> tab + " was told of something new where there is nothing: " + project);
        }
        if (tab.seat().room() != 0) {
            compareSaid(tab, tab.seat().room(), fetched);
        }
        for (Shown project : told.projects()) {
            if (tab.seat().room() != project.id()) {
                boolean entered = tab.seat().enter(tab.at(history.node(0)), told, project.id());
                assertTrue(entered, () -> tab + " may not enter " + project);
                compareSaid(tab, project.id(), fetched);
            }
        }
        tab.close();
    }

    private static void compareSaid(Tab tab, long project, Screen fetched) {
        assertEquals(
                fetched.said(project),
                tab.screen().said(project),
                () -> tab + " heard, if not fetched, in " + project);
    }
}
