package minutebook.web.live.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.http.Json;
import minutebook.web.live.stream.EventStream.Block;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is told what: the table of the contract, 1.1, row by row. */
class NotificationsIT {
    private static TestServer server;
    private static TestUser anna;
    private static TestUser ben;
    private static TestUser cleo;
    private static TestUser dora;
    private static TestUser eve;
    private static TestUser clerk;
    private static final Map<TestUser, EventStream> streams = new LinkedHashMap<>();
    private static int number;

    private String title = "";
    private String project = "";
    private long id;

    @BeforeAll
    static void open() throws Exception {
        server = new TestServer();
        anna = server.register("anna");
        ben = server.register("ben");
        cleo = server.register("cleo");
        dora = server.register("dora");
        eve = server.register("eve");
        clerk = server.register("clerk");
        for (TestUser user : List.of(anna, ben, cleo, dora, eve)) {
            streams.put(user, EventStream.of(user));
        }
    }

    @AfterAll
    static void close() throws Exception {
        for (EventStream stream : streams.values()) {
            stream.close();
        }
        server.close();
    }

    /** Anna owns it, Cleo coaches, Ben and Dora take part; Eve is a stranger. */
    @BeforeEach
    void a_project() throws Exception {
        number++;
        title = "Bridge \"" + number + "\" 🌉";
        id = anna.createProject(title.replace("\"", "\\\""), List.of(cleo), List.of(ben, dora));
        project = "/api/v1/projects/" + id;
        told();
    }

    @Test
    void all_named_in_a_new_project_are_told_but_its_owner() throws Exception {
        Reply made =
                ben.post(
                        "/api/v1/projects",
                        """
                        {"title": "Tunnel", "coaches": [%d], "participants": [%d, %d]}
                        """
                                .formatted(anna.id(), eve.id(), ben.id()));

        id = made.at("/id").asLong();
        title = "Tunnel";
        var told = added("You was added into the project 'Tunnel'.", made.json());
        assertTold(Map.of(anna, told, eve, told));
    }

    @Test
    void a_new_member_is_welcomed_and_the_others_are_told_who_it_is() throws Exception {
        Reply invited = ben.post(project + "/invite", "{\"participant\": %d}".formatted(eve.id()));

        assertEquals(200, invited.status());
        assertEquals(eve.id(), invited.at("/id").asLong());
        JsonNode item = anna.get(project).json();
        assertEquals(3, item.path("participants").size());
        var others =
                added(
                        "The new participant '@%s' was added into the project '%s'."
                                .formatted(eve.name(), title),
                        invited.json());
        assertTold(
                Map.of(
                        eve,
                        added("You was added into the project '%s'.".formatted(title), item),
                        anna,
                        others,
                        cleo,
                        others,
                        dora,
                        others));
    }

    @Test
    void a_project_that_is_deleted_is_told_to_all_but_its_owner() throws Exception {
        done(anna.delete(project, null));

        var told =
                new Told(
                        "delete_project",
                        "The project '%s' was removed by '@%s'.".formatted(title, anna.name()),
                        null);
        assertTold(Map.of(ben, told, cleo, told, dora, told));
    }

    @Test
    void a_new_title_is_told_to_all_but_who_gave_it() throws Exception {
        String older = title;
        title = "Viaduct " + number;

        done(anna.put(project, "{\"title\": \"%s\"}".formatted(title)));

        var told =
                edited(
                        "The title's project '%s' become the new tilte '%s'."
                                .formatted(older, title),
                        "{\"project_title\": \"%s\"}".formatted(title));
        assertTold(Map.of(ben, told, cleo, told, dora, told));
    }

    @Test
    void who_leaves_is_told_to_those_who_stay() throws Exception {
        done(ben.delete(project + "/leave", null));

        var told = edited("'@%s' left the project'%s'.".formatted(ben.name(), title), userId(ben));
        assertTold(Map.of(anna, told, cleo, told, dora, told));
    }

    @Test
    void a_coach_who_leaves_is_told_to_those_who_stay() throws Exception {
        done(cleo.delete(project + "/leave", null));

        var told =
                edited("'@%s' left the project'%s'.".formatted(cleo.name(), title), userId(cleo));
        assertTold(Map.of(anna, told, ben, told, dora, told));
    }

    @Test
    void a_new_coach_is_told_and_so_are_the_others_but_who_designated() throws Exception {
        done(cleo.post(project + "/designate-coach", "{\"coach\": %d}".formatted(ben.id())));

        var others =
                edited(
                        "'@%s' was designated new coach in the project '%s'."
                                .formatted(ben.name(), title),
                        userId(ben));
        assertTold(
                Map.of(
                        ben,
                        edited(
                                "You was designated new coach in the project '%s'."
                                        .formatted(title),
                                null),
                        anna,
                        others,
                        dora,
                        others));
    }

    @Test
    void a_coach_who_is_withdrawn_is_told_and_so_are_the_others() throws Exception {
        withdraw(anna);

        assertTold(Map.of(cleo, withdrawnSelf(), ben, withdrawn(), dora, withdrawn()));
    }

    @Test
    void a_coach_who_withdraws_is_told_all_the_same() throws Exception {
        withdraw(cleo);

        assertTold(
                Map.of(
                        cleo,
                        withdrawnSelf(),
                        anna,
                        withdrawn(),
                        ben,
                        withdrawn(),
                        dora,
                        withdrawn()));
    }

    @Test
    void who_is_removed_is_told_and_so_are_the_others() throws Exception {
        done(
                cleo.delete(
                        project + "/remove-participant",
                        "{\"participant\": %d}".formatted(ben.id())));

        var others =
                edited(
                        "'@%s' was removed in the project '%s'.".formatted(ben.name(), title),
                        userId(ben));
        assertTold(
                Map.of(
                        ben,
                        edited("You was removed in the project '%s'.".formatted(title), null),
                        anna,
                        others,
                        dora,
                        others));
    }

    @Test
    void what_is_refused_or_changes_nothing_is_told_to_nobody() throws Exception {
        assertEquals(403, ben.put(project, "{\"title\": \"Mine\"}").status());
        assertEquals(403, eve.delete(project + "/leave", null).status());
        assertEquals(
                400,
                ben.post(project + "/invite", "{\"participant\": %d}".formatted(dora.id()))
                        .status());

        assertTold(Map.of());
    }

    /** What the contract has of it. */
    private record Told(String type, String message, @Nullable JsonNode data) {}

    private static Told added(String message, JsonNode data) {
        return new Told("add_into_project", message, data);
    }

    private static Told edited(String message, @Nullable String data) throws Exception {
        return new Told(
                "edit_project",
                message,
                data == null ? null : Json.read(data.getBytes(StandardCharsets.UTF_8)));
    }

    private Told withdrawnSelf() throws Exception {
        return edited("You was withdrew from coach in the project '%s'.".formatted(title), null);
    }

    private Told withdrawn() throws Exception {
        return edited(
                "'@%s' was withdrew from coach, he will be a participant the project'%s'."
                        .formatted(cleo.name(), title),
                userId(cleo));
    }

    private static String userId(TestUser user) {
        return "{\"user_id\": %d}".formatted(user.id());
    }

    private void withdraw(TestUser by) {
        done(by.delete(project + "/designate-coach", "{\"coach\": %d}".formatted(cleo.id())));
    }

    private static void done(Reply reply) {
        assertEquals(200, reply.status(), reply.json().toString());
    }

    /** These are told this, once, and nobody else is told anything. */
    private void assertTold(Map<TestUser, Told> expected) throws Exception {
        var heard = new HashMap<TestUser, Told>();
        for (var each : told().entrySet()) {
            assertTrue(each.getValue().size() <= 1, each::toString);
            for (Block block : each.getValue()) {
                JsonNode payload = block.data();
                assertEquals("action_project", block.event());
                assertEquals(id, payload.path("project_id").asLong());
                assertEquals(title, payload.path("project_title").textValue());
                assertRecent(payload.path("created_at").asText());
                assertEquals(payload.has("data") ? 6 : 5, payload.size());
                assertFalse(payload.path("data").isNull());
                heard.put(
                        each.getKey(),
                        new Told(
                                payload.path("type").asText(),
                                payload.path("message").asText(),
                                payload.get("data")));
            }
        }
        assertEquals(expected, heard);
    }

    private static void assertRecent(String time) {
        assertTrue(time.endsWith("Z"), time);
        Duration age = Duration.between(Instant.parse(time), Instant.now()).abs();
        assertTrue(age.compareTo(Duration.ofSeconds(20)) < 0, time);
    }

    /** What everybody was told until now: up to a notification that all get. */
    private static Map<TestUser, List<Block>> told() throws Exception {
        String marker = "Marker " + ++number;
        clerk.createProject(marker, List.of(), List.copyOf(streams.keySet()));
        var told = new LinkedHashMap<TestUser, List<Block>>();
        for (var each : streams.entrySet()) {
            told.put(
                    each.getKey(),
                    each.getValue()
                            .eventsBefore("You was added into the project '" + marker + "'."));
        }
        return told;
    }
}
