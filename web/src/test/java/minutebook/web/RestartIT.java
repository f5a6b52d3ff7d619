package minutebook.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minutebook.web.TestUser.Reply;
import minutebook.web.messages.Speaker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Old state = new state: after a stop, and after everything but the book and vault is gone. */
class RestartIT {
    private TestServer server;
    private TestUser anna;
    private TestUser ben;
    private TestUser cleo;
    private long bridge;
    private long tunnel;
    private List<String> dead;

    @BeforeEach
    void given_a_server_with_a_history() {
        server = new TestServer();
        anna = server.register("anna");
        ben = server.register("ben");
        cleo = server.register("cleo");
        dead = List.of(loggedOut(), replaced(), cutOff());

        bridge = anna.createProject("Bridge", List.of(cleo), List.of(ben));
        tunnel = anna.createProject("Tunnel", List.of(), List.of(ben));
        try (var annas = new Speaker(anna)) {
            annas.say(bridge, "Hello \u2028 \uD83D\uDE00");
            annas.send(Map.of("project_id", bridge, "content", "psst", "receiver_id", ben.id()));
            annas.send(
                    Map.of(
                            "project_id", bridge,
                            "file_name", "a.txt",
                            "file_base64", "data:text/plain;base64,YWJj"));
        }
        anna.put("/api/v1/projects/" + bridge, "{\"title\": \"Bridge 2\"}");
        anna.delete("/api/v1/projects/" + tunnel, null);
        ben.put(
                "/api/v1/users/me",
                "{\"username\": \"benno\", \"first_name\": \"B\", \"last_name\": \"N\"}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void what_was_there_before_a_stop_is_there_after_it() {
        Map<String, Object> before = state();

        server.close();
        server = server.again();

        assertEquals(before, state());
    }

    @Test
    void read_models_that_were_dropped_come_out_the_same() throws SQLException {
        Map<String, Object> before = state();

        server.close();
        dropReadModels();
        server = server.again();

        assertEquals(before, state());
    }

    @Test
    void what_is_committed_is_answered_although_the_read_models_are_gone() throws SQLException {
        dropReadModels();

        Reply created = anna.post("/api/v1/projects", "{\"title\": \"Ferry\"}");

        assertEquals(201, created.status(), created.json().toString());
        assertEquals("Ferry", created.at("/title").textValue());
        assertEquals(503, anna.get("/api/v1/projects").status());

        server.close();
        server = server.again();
        TestUser here = new TestUser(server.url(), anna.token(), anna.id(), anna.name());
        assertEquals(created.json(), here.get("/api/v1/projects/" + created.at("/id")).json());
    }

    private void dropReadModels() throws SQLException {
        try (var connection = server.database().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("drop schema queries cascade");
        }
    }

    private String loggedOut() {
        TestUser dora = server.register("dora");
        dora.post("/auth/logout", "{}");
        return String.valueOf(dora.token());
    }

    private String replaced() {
        TestUser dora = server.register("dora");
        dora.post("/auth/refresh-token", "{}");
        return String.valueOf(dora.token());
    }

    private String cutOff() {
        TestUser dora = server.register("dora");
        Reply other =
                dora.post(
                        "/auth/login",
                        "{\"email\": \"%s\", \"password\": \"%s\"}"
                                .formatted(dora.email(), TestUser.PASSWORD));
        dora.put(
                "/api/v1/users/me/reset-password",
                "{\"older_password\": \"%s\", \"new_password\": \"Another-one\"}"
                        .formatted(TestUser.PASSWORD));
        return other.at("/authorization").textValue();
    }

    /** All that everybody can read, by who reads it and where. Dead tokens stay dead. */
    private Map<String, Object> state() {
        var state = new LinkedHashMap<String, Object>();
        for (TestUser user : List.of(anna, ben, cleo)) {
            TestUser here = new TestUser(server.url(), user.token(), user.id(), user.name());
            for (String path :
                    List.of(
                            "/api/v1/users",
                            "/api/v1/users/me",
                            "/api/v1/users?filter_by=benno",
                            "/api/v1/projects",
                            "/api/v1/projects?filter_by=bridge",
                            "/api/v1/projects/" + bridge,
                            "/api/v1/projects/" + tunnel,
                            "/api/v1/messages/" + bridge,
                            "/api/v1/messages/" + tunnel)) {
                Reply reply = here.get(path);
                state.put(user.name() + " " + path, reply.status() + " " + reply.json());
            }
        }
        for (String token : dead) {
            TestUser former = new TestUser(server.url(), token, 0, "former");
            assertEquals(401, former.get("/api/v1/users/me").status());
        }
        assertEquals(
                3, count(state, "/api/v1/messages/" + bridge, "200 {\"total\":"), "all read it");
        return state;
    }

    private static long count(Map<String, Object> state, String path, String start) {
        return state.entrySet().stream()
                .filter(it -> it.getKey().endsWith(path))
                .filter(it -> it.getValue().toString().startsWith(start))
                .count();
    }
}
