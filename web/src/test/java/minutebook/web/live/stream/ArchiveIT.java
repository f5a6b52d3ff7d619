package minutebook.web.live.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import minutebook.events.users.Role;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.live.chat.ChatClient;
import minutebook.web.live.stream.EventStream.Block;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What admins do to others, as those see it on two nodes. DORA is an admin. */
class ArchiveIT {
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    private static TestServer here;
    private static TestServer there;
    private static TestUser dora;

    @BeforeAll
    static void start() {
        here = new TestServer();
        there = here.again();
        dora = here.register("dora");
        here.grant(dora, Role.ADMIN);
    }

    @AfterAll
    static void stop() {
        there.close();
        here.close();
    }

    private static TestUser there(TestUser user) {
        return new TestUser(there.url(), user.token(), user.id(), user.name());
    }

    private static String admin(TestUser user) {
        return "/api/v1/users/admin/" + user.id();
    }

    private static String archive(TestUser user) {
        return "/api/v1/users/archive/" + user.id();
    }

    private static Reply logIn(TestUser user, String password) {
        return TestUser.nobody(user.server())
                .post(
                        "/auth/login",
                        "{\"email\": \"%s\", \"password\": \"%s\"}"
                                .formatted(user.email(), password));
    }

    @Test
    void an_archived_user_is_told_so_and_then_all_that_is_open_ends_on_every_node()
            throws Exception {
        TestUser ben = here.register("ben");
        String lastEventId;
        try (var stream = EventStream.of(ben);
                var otherStream = EventStream.of(there(ben));
                var socket = ChatClient.connect(ben);
                var otherSocket = ChatClient.connect(there(ben))) {
            Reply archived = dora.post(archive(ben), "");
            assertEquals(200, archived.status());

            for (ChatClient client : List.of(socket, otherSocket)) {
                assertEquals("disconnect", client.next(AT_ONCE).event());
            }
            Block told = stream.nextEvent();
            Block toldThere = otherStream.nextEvent();
            assertEquals("action_user", told.event());
            assertEquals("archive_user", told.data().path("type").asText());
            assertEquals("You was archived.", told.message());
            assertEquals(
                    "{\"user_id\":%d,\"archive\":true}".formatted(ben.id()),
                    told.data().path("data").toString());
            assertTrue(told.data().path("created_at").isTextual());
            assertTrue(told.data().path("project_id").isMissingNode());
            assertTrue(told.id().endsWith("-" + archived.header("Event-Position")));
            assertEquals(told, toldThere);
            stream.awaitEnd(AT_ONCE);
            otherStream.awaitEnd(AT_ONCE);
            lastEventId = told.id();
        }
        assertEquals(401, ben.get("/api/v1/users/me").status());
        assertEquals(401, there(ben).get("/api/v1/users/me").status());
        assertEquals(401, ben.post("/auth/refresh-token", "").status());
        assertEquals(403, logIn(there(ben), TestUser.PASSWORD).status());
        assertEquals(
                "Your account is archived.",
                logIn(ben, TestUser.PASSWORD).at("/message").textValue());
        assertEquals(401, logIn(ben, TestUser.PASSWORD + "?").status());

        assertEquals(200, dora.delete(archive(ben), null).status());
        assertEquals(401, ben.get("/api/v1/users/me").status());
        Reply again = logIn(there(ben), TestUser.PASSWORD);
        assertEquals(200, again.status());
        TestUser back = ben.withToken(again.at("/authorization").textValue());
        there(dora).post(admin(ben), "");
        try (var stream = EventStream.after(back, lastEventId)) {
            assertEquals("You become an admin.", stream.nextEvent().message());
        }
    }

    @Test
    void a_user_is_told_of_being_an_admin_and_none_and_can_do_what_they_can_at_once()
            throws Exception {
        TestUser ben = here.register("ben");
        TestUser cleo = here.register("cleo");
        try (var stream = EventStream.of(ben)) {
            assertEquals(403, there(ben).post(archive(cleo), "").status());
            assertEquals(200, dora.post(admin(ben), "").status());
            assertEquals(200, dora.post(admin(ben), "").status());
            assertEquals(200, there(ben).post(archive(cleo), "").status());
            assertEquals("[\"admin\"]", ben.get("/api/v1/users/me").at("/roles").toString());

            assertEquals(200, dora.delete(admin(ben), null).status());
            assertEquals(403, there(ben).delete(archive(cleo), null).status());
            assertEquals("[]", ben.get("/api/v1/users/me").at("/roles").toString());

            Block became = stream.nextEvent();
            assertEquals("action_user", became.event());
            assertEquals("You become an admin.", became.message());
            assertEquals(
                    "{\"user_id\":%d,\"admin\":true}".formatted(ben.id()),
                    became.data().path("data").toString());
            assertEquals("You become a normal.", stream.nextEvent().message());
        }
    }

    @Test
    void who_may_not_is_told_so_before_who_is_not_there() {
        TestUser ben = here.register("ben");
        TestUser nobody = TestUser.nobody(here.url());
        for (String route : List.of("/api/v1/users/admin/", "/api/v1/users/archive/")) {
            for (String method : List.of("POST", "DELETE")) {
                assertEquals(401, nobody.send(method, route + ben.id(), null).status());
                for (String id :
                        List.of("" + dora.id(), "999999", "0", "-1", "x", "99999999999999999999")) {
                    Reply reply = ben.send(method, route + id, null);
                    assertEquals(403, reply.status());
                    assertEquals("You must be an admin.", reply.at("/message").textValue());
                }
                for (String id : List.of("999999", "0", "-1", "x", "99999999999999999999")) {
                    assertEquals(404, dora.send(method, route + id, null).status());
                }
                assertEquals(403, dora.send(method, route + dora.id(), null).status());
            }
        }
    }

    @Test
    void an_admin_hands_over_what_an_archived_user_owns() {
        TestUser anna = here.register("anna");
        TestUser ben = here.register("ben");
        long project = anna.createProject(anna.name(), List.of(), List.of(ben));
        String path = "/api/v1/projects/" + project + "/owner";
        String toBen = "{\"owner\": %d}".formatted(ben.id());
        assertEquals(403, dora.put(path, toBen).status());
        assertEquals(200, dora.post(archive(anna), "").status());

        assertEquals(403, ben.put(path, toBen).status());
        assertEquals(403, dora.get("/api/v1/projects/" + project).status());
        assertEquals(404, dora.put("/api/v1/projects/999999/owner", toBen).status());
        assertEquals(404, dora.put(path, "{\"owner\": 999999}").status());
        assertEquals(400, dora.put(path, "{\"owner\": \"ben\"}").status());
        assertEquals(400, dora.put(path, "{\"owner\": %d}".formatted(dora.id())).status());

        Reply handed = there(dora).put(path, toBen);
        assertEquals(200, handed.status());
        assertEquals(ben.id(), handed.at("/owner/id").asLong());
        assertEquals(anna.id(), handed.at("/coaches/0/id").asLong());
        assertEquals(403, dora.put(path, "{\"owner\": %d}".formatted(anna.id())).status());
    }
}
