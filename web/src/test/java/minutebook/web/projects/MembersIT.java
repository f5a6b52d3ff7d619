package minutebook.web.projects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what in a project, who is in it afterwards, and what the others are told. */
class MembersIT {
    private static final AtomicInteger TITLES = new AtomicInteger();
    private static final String ONLY_MEMBERS = "You must be a project's member.";

    private static TestServer server;
    private static TestUser anna;
    private static TestUser ben;
    private static TestUser bea;
    private static TestUser cleo;
    private static TestUser carl;
    private static TestUser dora;

    @BeforeAll
    static void start() {
        server = new TestServer();
        anna = server.register("anna");
        ben = server.register("ben");
        bea = server.register("bea");
        cleo = server.register("cleo");
        carl = server.register("carl");
        dora = server.register("dora");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** In each project anna is the owner, cleo and carl coach, ben and bea take part. */
    @ParameterizedTest
    @CsvSource({
        "GET,     '',                  ,                      200, 200, 200",
        "PUT,     '',                  title: \"New %d\",     200, owner, owner",
        "DELETE,  '',                  ,                      200, owner, owner",
        "PUT,     /owner,              owner: bea,            200, owner, owner",
        "POST,    /invite,             participant: dora,     200, 200, 200",
        "DELETE,  /leave,              ,                      400, 200, 200",
        "POST,    /designate-coach,    coach: bea,            200, 200, leader",
        "DELETE,  /designate-coach,    coach: carl,           200, 200, leader",
        "DELETE,  /remove-participant, participant: bea,      200, 200, leader"
    })
    void each_route_is_for_those_who_may(
            String method,
            String path,
            @Nullable String field,
            String owners,
            String coachs,
            String participants) {
        assertAllowed(owners, send(anna, method, path, field, project()));
        assertAllowed(coachs, send(cleo, method, path, field, project()));
        assertAllowed(participants, send(ben, method, path, field, project()));

        long project = project();
        TestUser nobody = TestUser.nobody(server.url());
        JsonNode before = item(project);
        assertRefused(403, ONLY_MEMBERS, null, send(dora, method, path, field, project));
        assertEquals(401, send(nobody, method, path, field, project).status());
        assertRefused(404, "Project Not Found", null, send(anna, method, path, field, 999_999));
        assertEquals(before, item(project), "nothing has changed");
        anna.delete("/api/v1/projects/" + project, null);
        assertRefused(404, "Project Not Found", null, send(anna, method, path, field, project));
    }

    private static void assertAllowed(String expected, Reply reply) {
        switch (expected) {
            case "owner" -> assertRefused(403, "You must be the project's owner.", null, reply);
            case "leader" ->
                    assertRefused(403, "You must be a project's owner or coach.", null, reply);
            default -> {
                assertEquals(Integer.parseInt(expected), reply.status(), reply.json().toString());
                if (reply.status() == 200 && !reply.http().request().method().equals("GET")) {
                    assertNotNull(reply.header("Event-Position"));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "PUT    | /owner              | owner | anna | The user is the project's owner already.",
                "PUT    | /owner              | owner | dora | A new owner must be a project's member.",
                "POST   | /invite             | participant | ben | The user is a project's member already.",
                "POST   | /invite             | participant | cleo | The user is a project's member already.",
                "POST   | /invite             | participant | anna | The user is a project's member already.",
                "POST   | /designate-coach    | coach | cleo | A new coach must be a project's participant.",
                "POST   | /designate-coach    | coach | anna | A new coach must be a project's participant.",
                "POST   | /designate-coach    | coach | dora | A new coach must be a project's participant.",
                "DELETE | /designate-coach    | coach | ben | The user must be a project's coach.",
                "DELETE | /designate-coach    | coach | anna | The user must be a project's coach.",
                "DELETE | /designate-coach    | coach | dora | The user must be a project's coach.",
                "DELETE | /remove-participant | participant | anna | The user must be a project's participant.",
                "DELETE | /remove-participant | participant | cleo | The user must be a project's participant.",
                "DELETE | /remove-participant | participant | dora | The user must be a project's participant."
            })
    void what_does_not_fit_is_a_fault_of_its_field(
            String method, String path, String field, String who, String text) {
        long project = project();
        JsonNode before = item(project);

        assertRefused(400, text, field, send(anna, method, path, field + ": " + who, project));
        assertEquals(before, item(project));
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /owner, owner",
        "POST, /invite, participant",
        "POST, /designate-coach, coach",
        "DELETE, /designate-coach, coach",
        "DELETE, /remove-participant, participant"
    })
    void who_is_meant_must_be_said_and_be_there(String method, String path, String field) {
        long project = project();

        Reply missing = send(anna, method, path, null, project);
        assertRefused(400, "'%s' is required.".formatted(field), field, missing);
        for (String wrong : List.of("\"x\"", "[]", "1.5", "true", "9223372036854775808")) {
            assertRefused(
                    400,
                    "'%s' must be an integer.".formatted(field),
                    field,
                    send(anna, method, path, field + ": " + wrong, project));
        }
        for (String wrong : List.of("0", "-1")) {
            assertRefused(
                    400,
                    "'%s' must be a user's id.".formatted(field),
                    field,
                    send(anna, method, path, field + ": " + wrong, project));
        }
        String unknown = field + ": 999999";
        assertRefused(404, "User Not Found", null, send(anna, method, path, unknown, project));
        assertRefused(403, ONLY_MEMBERS, null, send(dora, method, path, unknown, project));
        assertRefused(403, ONLY_MEMBERS, null, send(dora, method, path, field + ": []", project));
    }

    @Test
    void each_change_is_seen_at_once_by_whoever_asks() {
        long project = project();

        Reply invited = send(ben, "POST", "/invite", "participant: dora", project);
        assertEquals(dora.email(), invited.at("/email").textValue());
        assertMembers(project, anna, List.of(cleo, carl), List.of(ben, bea, dora));

        send(cleo, "POST", "/designate-coach", "coach: dora", project);
        assertMembers(project, anna, List.of(cleo, carl, dora), List.of(ben, bea));

        send(dora, "DELETE", "/designate-coach", "coach: dora", project);
        assertMembers(project, anna, List.of(cleo, carl), List.of(ben, bea, dora));

        send(carl, "DELETE", "/remove-participant", "participant: ben", project);
        send(dora, "DELETE", "/leave", null, project);
        assertMembers(project, anna, List.of(cleo, carl), List.of(bea));

        Reply handed = send(anna, "PUT", "/owner", "owner: bea", project);
        assertEquals(bea.id(), handed.at("/owner/id").asLong());
        assertMembers(project, bea, List.of(anna, cleo, carl), List.of());
        assertEquals(403, send(anna, "DELETE", "", null, project).status());
        assertEquals(200, send(bea, "DELETE", "", null, project).status());
    }

    @Test
    void the_owner_cannot_leave() {
        assertRefused(
                400,
                "The owner cannot leave the project, only hand it over.",
                "owner",
                send(anna, "DELETE", "/leave", null, project()));
    }

    private static void assertMembers(
            long project, TestUser owner, List<TestUser> coaches, List<TestUser> participants) {
        JsonNode item = owner.get("/api/v1/projects/" + project).json();
        assertEquals(owner.id(), item.at("/owner/id").asLong());
        assertEquals(ids(coaches), ids(item.at("/coaches")));
        assertEquals(ids(participants), ids(item.at("/participants")));
        String listed = "/api/v1/projects?per_page=100&filter_by=";
        String title = item.at("/title").textValue().replace(" ", "%20");
        assertEquals(item, owner.get(listed + title).at("/data/0"));
        for (TestUser each : List.of(anna, ben, bea, cleo, carl, dora)) {
            boolean member =
                    each.equals(owner) || coaches.contains(each) || participants.contains(each);
            assertEquals(
                    member ? 200 : 403,
                    each.get("/api/v1/projects/" + project).status(),
                    each.name());
            assertEquals(member ? 1 : 0, each.get(listed + title).at("/total").asInt(-1));
        }
    }

    private static List<Long> ids(List<TestUser> users) {
        return users.stream().map(TestUser::id).sorted().toList();
    }

    private static List<Long> ids(JsonNode users) {
        var ids = new ArrayList<Long>();
        users.forEach(it -> ids.add(it.at("/id").asLong()));
        return ids.stream().sorted().toList();
    }

    private static long project() {
        return anna.createProject(
                "Team %d.".formatted(TITLES.incrementAndGet()),
                List.of(cleo, carl),
                List.of(ben, bea));
    }

    private static JsonNode item(long project) {
        return anna.get("/api/v1/projects/" + project).json();
    }

    /** {@code field}: as in {@code "coach: bea"}; a name stands for that user's id. */
    private static Reply send(
            TestUser by, String method, String path, @Nullable String field, long project) {
        return by.send(method, "/api/v1/projects/" + project + path, body(field));
    }

    private static @Nullable String body(@Nullable String field) {
        if (field == null) {
            return null;
        }
        String[] parts = field.split(": ", 2);
        String value = parts[1].formatted(TITLES.incrementAndGet());
        for (TestUser user : List.of(anna, ben, bea, cleo, carl, dora)) {
            if (user.name().replaceAll("[0-9]", "").equals(value)) {
                value = Long.toString(user.id());
            }
        }
        return "{\"%s\": %s}".formatted(parts[0], value);
    }

    private static void assertRefused(
            int status, String text, @Nullable String field, Reply reply) {
        String message = field == null ? text : "Input payload validation failed";
        assertEquals(message, reply.at("/message").textValue());
        assertEquals(status, reply.status());
        if (field == null) {
            assertNull(reply.json().get("errors"));
        } else {
            assertEquals(text, reply.at("/errors/" + field).textValue());
        }
        assertNull(reply.header("Event-Position"));
    }
}
