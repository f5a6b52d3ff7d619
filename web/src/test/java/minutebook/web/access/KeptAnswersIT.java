package minutebook.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import minutebook.events.users.Role;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.messages.Speaker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Answers that are kept are those that would be found anew: whatever happened, whoever asks, at the
 * node that wrote it and at another.
 */
class KeptAnswersIT {
    private static final String PROJECTS = "/api/v1/projects";
    private static final String USERS = "/api/v1/users";

    private static TestServer here;
    private static TestServer there;
    private static TestUser anna;
    private static TestUser ben;
    private static TestUser cleo;
    private static TestUser dora;
    private static TestUser admin;
    private static int asked;

    @BeforeAll
    static void start() {
        here = new TestServer();
        there = here.again();
        anna = here.register("anna");
        ben = here.register("ben");
        cleo = here.register("cleo");
        dora = here.register("dora");
        admin = here.register("admin");
        here.grant(admin, Role.ADMIN);
    }

    @AfterAll
    static void stop() {
        there.close();
        here.close();
    }

    /**
     * Something that somebody does to a project that Anna owns, Cleo coaches, Ben takes part in.
     */
    record Deed(String name, Act act) {
        @Override
        public String toString() {
            return name;
        }
    }

    @FunctionalInterface
    interface Act {
        /** Gives the position at which it is in the book. */
        long to(long project);
    }

    private static Stream<Deed> deeds() {
        return Stream.of(
                command("create", () -> anna, "POST", "", "{\"title\": \"New %1$d\"}"),
                command("rename", () -> anna, "PUT", "/%1$d", "{\"title\": \"Other %1$d\"}"),
                command("hand over", () -> anna, "PUT", "/%1$d/owner", "{\"owner\": %3$d}"),
                command("invite", () -> ben, "POST", "/%1$d/invite", "{\"participant\": %4$d}"),
                command("leave", () -> ben, "DELETE", "/%1$d/leave", "{}"),
                command(
                        "designate",
                        () -> cleo,
                        "POST",
                        "/%1$d/designate-coach",
                        "{\"coach\": %2$d}"),
                command(
                        "withdraw",
                        () -> anna,
                        "DELETE",
                        "/%1$d/designate-coach",
                        "{\"coach\": %3$d}"),
                command(
                        "remove",
                        () -> anna,
                        "DELETE",
                        "/%1$d/remove-participant",
                        "{\"participant\": %2$d}"),
                command("delete", () -> anna, "DELETE", "/%1$d", "{}"),
                new Deed("say", project -> say(Map.of("project_id", project, "content", "Hello"))),
                new Deed(
                        "say in private",
                        project ->
                                say(
                                        Map.of(
                                                "project_id",
                                                project,
                                                "content",
                                                "Psst",
                                                "receiver_id",
                                                ben.id()))),
                new Deed("register", _ -> registered(here.register("newcomer-"))),
                new Deed("edit", _ -> edited(ben)),
                new Deed("erase", KeptAnswersIT::erased));
    }

    /** By {@code by}; the numbers of the project, of Ben, Cleo and Dora stand in for themselves. */
    private static Deed command(
            String name, Supplier<TestUser> by, String method, String path, String body) {
        return new Deed(
                name,
                project -> {
                    Object[] ids = {project, ben.id(), cleo.id(), dora.id()};
                    return position(
                            by.get()
                                    .send(
                                            method,
                                            PROJECTS + path.formatted(ids),
                                            body.formatted(ids)));
                });
    }

    private static long position(Reply reply) {
        String position = reply.header("Event-Position");
        if (position == null) {
            throw new AssertionError(reply.status() + " " + reply.json());
        }
        return Long.parseLong(position);
    }

    private static long say(Map<String, Object> fields) {
        try (var speaker = new Speaker(anna)) {
            return speaker.send(fields).path("id").asLong();
        }
    }

    private static long edited(TestUser user) {
        return position(
                user.put(
                        USERS + "/me",
                        "{\"username\": \"%s\", \"first_name\": \"N%d\", \"last_name\": \"L\"}"
                                .formatted(user.name(), asked)));
    }

    /** What a user does who is nobody else; so that where they are in the book can be told. */
    private static long registered(TestUser user) {
        return edited(user);
    }

    /** Somebody who was invited, and said something. */
    private static long erased(long project) {
        TestUser gone = here.register("gone-");
        anna.post(
                PROJECTS + "/" + project + "/invite", "{\"participant\": %d}".formatted(gone.id()));
        try (var speaker = new Speaker(gone)) {
            speaker.say(project, "My words");
        }
        look(project, now());
        return position(gone.delete(USERS + "/me", null));
    }

    @ParameterizedTest
    @MethodSource("deeds")
    void after_every_change_everybody_sees_what_they_would_find_anew(Deed deed) {
        long project =
                anna.createProject("Bridge " + System.nanoTime(), List.of(cleo), List.of(ben));
        look(project, now());

        long position = deed.act().to(project);

        look(project, position);
    }

    /** A position behind all that was done: without one, the other node may not know of it yet. */
    private static long now() {
        return edited(dora);
    }

    /** Everybody looks at everything, twice; what they see is what is there. */
    private static void look(long project, long position) {
        for (TestUser viewer : List.of(anna, ben, cleo, dora)) {
            for (TestServer node : List.of(here, there)) {
                for (String path : paths(project)) {
                    TestUser asker = viewer.at(node.url());
                    Reply anew = ask(asker, path + "anew=" + ++asked, position);
                    assertEquals(shown(anew), shown(ask(asker, path, position)), path);
                    assertEquals(shown(anew), shown(ask(asker, path, position)), path);
                }
            }
        }
    }

    private static List<String> paths(long project) {
        var paths = new ArrayList<String>();
        paths.add(PROJECTS + "?per_page=100&");
        paths.add(PROJECTS + "?per_page=2&page=2&");
        paths.add(PROJECTS + "?filter_by=other&");
        paths.add(PROJECTS + "/" + project + "?");
        paths.add("/api/v1/messages/" + project + "?");
        paths.add("/api/v1/messages/" + project + "?before=99999999&");
        paths.add(USERS + "?per_page=100&");
        paths.add(USERS + "?filter_by=N1&");
        return paths;
    }

    private static Reply ask(TestUser asker, String path, long position) {
        return asker.send("GET", path, null, Map.of("Min-Position", Long.toString(position)));
    }

    /** Without the links, which repeat what was asked. */
    private static String shown(Reply reply) {
        JsonNode json = reply.json().deepCopy();
        if (json instanceof ObjectNode page) {
            page.remove(List.of("next", "prev"));
        }
        return reply.status() + " " + reply.header("ETag") + " " + json;
    }

    @Test
    void an_answer_is_made_anew_only_once_something_happened_to_what_it_is_about()
            throws SQLException {
        long bridge = anna.createProject("Bridge kept", List.of(), List.of());
        long tower = anna.createProject("Tower kept", List.of(), List.of());
        String path = PROJECTS + "/" + bridge;
        assertEquals("Bridge kept", title(anna.get(path)));

        // Nobody may do so but this test: it shows from where an answer comes.
        try (var connection = here.database().getConnection();
                var forge = connection.createStatement()) {
            forge.execute("update queries.project set title = 'Forged' where id = " + bridge);
        }
        assertEquals("Bridge kept", title(anna.get(path)));
        anna.put(PROJECTS + "/" + tower, "{\"title\": \"Tower 2\"}");
        say(Map.of("project_id", bridge, "content", "Hello"));
        assertEquals("Bridge kept", title(anna.get(path)));
        anna.post(path + "/invite", "{\"participant\": %d}".formatted(ben.id()));
        assertNotEquals("Bridge kept", title(anna.get(path)));
    }

    private static String title(Reply project) {
        return project.at("/title").asText();
    }
}
