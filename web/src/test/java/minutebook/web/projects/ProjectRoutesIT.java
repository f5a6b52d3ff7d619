package minutebook.web.projects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
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
        assertEquals(0, dora.get("/api/v1/projects").at("/total").asLong(-1));
    }

    @Test
    void the_project_is_looked_for_first_then_the_role_then_the_body() {
        long project = anna.createProject("Order", List.of(), List.of(ben));

        assertEquals(404, anna.put("/api/v1/projects/999999", "{}").status());
        assertEquals(403, dora.put("/api/v1/projects/" + project, "{}").status());
        assertEquals(403, ben.put("/api/v1/projects/" + project, "{}").status());
        assertEquals(400, anna.put("/api/v1/projects/" + project, "{}").status());
    }
}
