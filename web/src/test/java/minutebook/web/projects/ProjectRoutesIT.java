package minutebook.web.projects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Projects over HTTP. */
class ProjectRoutesIT {
    private static TestServer server;
    private static TestUser anna;
    private static TestUser ben;
    private static TestUser cleo;
    private static TestUser dora;

    @BeforeAll
    static void start() {
        server = new TestServer();
        anna = server.register("anna");
        ben = server.register("ben");
        cleo = server.register("cleo");
        dora = server.register("dora");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_new_project_is_answered_with_its_members_and_listed_at_once() {
        var created =
                anna.post(
                        "/api/v1/projects",
                        """
                        {"title": "Bridge", "coaches": [%1$d], "participants": [%2$d, %1$d, %3$d]}
                        """
                                .formatted(cleo.id(), ben.id(), anna.id()));

        assertEquals(201, created.status(), created.json().toString());
        assertNotNull(created.header("Event-Position"));
        assertEquals("Bridge", created.at("/title").textValue());
        assertEquals(anna.id(), created.at("/owner/id").asLong());
        assertEquals(anna.email(), created.at("/owner/email").textValue());
        assertEquals(cleo.id(), created.at("/coaches/0/id").asLong());
        assertEquals(1, created.at("/coaches").size());
        assertEquals(ben.id(), created.at("/participants/0/id").asLong());
        assertEquals(1, created.at("/participants").size());

        var listed = ben.get("/api/v1/projects?filter_by=bRIDg");
        assertEquals(created.json(), listed.at("/data/0"));
        var stranger = server.register("eve");
        assertEquals(0, stranger.get("/api/v1/projects").at("/total").asLong(-1));
    }

    @Test
    void the_project_is_looked_for_first_then_the_role_then_the_body() {
        long project = anna.createProject("Order", List.of(), List.of(ben));

        assertEquals(404, anna.put("/api/v1/projects/999999", "{}").status());
        assertEquals(403, dora.put("/api/v1/projects/" + project, "{}").status());
        assertEquals(403, ben.put("/api/v1/projects/" + project, "{}").status());
        assertEquals(400, anna.put("/api/v1/projects/" + project, "{}").status());
    }

    @Test
    void a_title_is_given_once_in_whatever_case_until_it_is_free_again() {
        long project = anna.createProject("Straße", List.of(), List.of());
        String path = "/api/v1/projects/" + project;

        Reply taken = dora.post("/api/v1/projects", "{\"title\": \" STRAßE \"}");
        assertEquals(409, taken.status());
        assertEquals("The title is already in use.", taken.at("/message").textValue());
        assertEquals(200, anna.put(path, "{\"title\": \"STRAßE\"}").status(), "its own");

        assertEquals(200, anna.put(path, "{\"title\": \"Weg\"}").status());
        long other = dora.createProject("straße", List.of(), List.of());
        assertEquals(409, anna.put(path, "{\"title\": \"Straße\"}").status());
        assertEquals("Weg", anna.get(path).at("/title").textValue());

        dora.delete("/api/v1/projects/" + other, null);
        assertEquals(200, anna.put(path, "{\"title\": \"Straße\"}").status());
    }

    @Test
    void a_title_of_255_characters_is_taken_and_no_longer_one() {
        String title = "\uD83D\uDE00".repeat(255);

        assertEquals(
                255 * 2,
                anna.get(one(anna.createProject(title, List.of(), List.of())))
                        .at("/title")
                        .textValue()
                        .length());
        assertEquals(
                400,
                anna.post("/api/v1/projects", "{\"title\": \"x%s\"}".formatted(title)).status());
    }

    @Test
    void positions_rise_and_what_is_as_wished_already_is_done() {
        long project = anna.createProject("Rising", List.of(), List.of());
        Reply renamed = anna.put(one(project), "{\"title\": \"Risen\"}");
        Reply again = anna.put(one(project), "{\"title\": \"Risen\"}");
        Reply deleted = anna.delete(one(project), null);

        assertEquals("Risen", renamed.at("/title").textValue());
        assertEquals(renamed.json(), again.json());
        assertTrue(position(renamed) <= position(again));
        assertTrue(position(again) < position(deleted));
        assertTrue(deleted.at("/message").isTextual());
        assertEquals(404, anna.get(one(project)).status());
        assertEquals(0, anna.get("/api/v1/projects?filter_by=risen").at("/total").asInt(-1));
    }

    @Test
    void of_two_who_take_one_title_at_the_same_moment_one_has_it() {
        List<Integer> statuses =
                List.of(anna, ben, cleo, dora).parallelStream()
                        .map(it -> it.post("/api/v1/projects", "{\"title\": \"Race\"}").status())
                        .sorted()
                        .toList();

        assertEquals(List.of(201, 409, 409, 409), statuses);
    }

    @Test
    void a_filter_is_taken_literally() {
        anna.createProject("100% sure", List.of(), List.of());
        anna.createProject("100 times", List.of(), List.of());

        assertEquals(1, anna.get("/api/v1/projects?filter_by=100%25").at("/total").asInt());
        assertEquals(2, anna.get("/api/v1/projects?filter_by=100").at("/total").asInt());
        assertEquals(0, anna.get("/api/v1/projects?filter_by=100_").at("/total").asInt(-1));
    }

    @Test
    void one_person_named_501_times_is_one_member() {
        String crowd = Collections.nCopies(501, "%d".formatted(ben.id())).toString();

        Reply sameAgain =
                anna.post(
                        "/api/v1/projects",
                        "{\"title\": \"Same\", \"coaches\": %s}".formatted(crowd));

        assertEquals(201, sameAgain.status());
    }

    private static String one(long project) {
        return "/api/v1/projects/" + project;
    }

    private static long position(Reply reply) {
        return Long.parseLong(String.valueOf(reply.header("Event-Position")));
    }
}
