package minutebook.web.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import minutebook.events.users.Role;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.live.chat.ChatClient;
import minutebook.web.live.stream.EventStream;
import minutebook.web.live.stream.EventStream.Block;
import minutebook.web.messages.Speaker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People are erased, on two nodes. */
class ErasureRoutesIT {
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    private static TestServer here;
    private static TestServer there;
    private static TestUser admin;

    @BeforeAll
    static void start() {
        here = new TestServer();
        there = here.again();
        admin = here.register("admin");
        here.grant(admin, Role.ADMIN);
    }

    @AfterAll
    static void stop() {
        there.close();
        here.close();
    }

    @Test
    void nobody_sees_more_than_a_number_of_somebody_erased() throws Exception {
        TestUser anna = here.register("anna");
        TestUser gone = here.register("gone");
        TestUser twin = here.register("twin");
        long project = anna.createProject("Of " + gone.name(), List.of(gone), List.of(twin));
        gone.createProject("Alone " + gone.name(), List.of(), List.of());
        try (var speaker = new Speaker(gone);
                var other = new Speaker(twin)) {
            speaker.say(project, "A secret");
            speaker.send(file(project, "c2VjcmV0"));
            speaker.send(file(project, "c2hhcmVk"));
            other.send(file(project, "c2hhcmVk"));
            long position = erase(gone);

            assertEquals(401, gone.get("/api/v1/users/me").status());
            assertEquals(401, gone.at(there.url()).get("/api/v1/users/me").status());
            Reply messages = messages(anna.at(there.url()), project, position);
            String erased = "erased-" + gone.id();
            // Newest first: the twin's file, two of the erased one's, and their words.
            assertEquals(
                    "{\"id\":%d,\"email\":\"\",\"username\":\"%s\",\"first_name\":\"\",\"last_name\":\"\"}"
                            .formatted(gone.id(), erased),
                    messages.at("/data/3/sender").toString());
            assertEquals("[erased]", messages.at("/data/3/content").textValue());
            assertEquals("[erased]", messages.at("/data/2/file_name").textValue());
            assertTrue(messages.at("/data/2/file_base64").isNull());
            assertFalse(messages.at("/data/1/file_base64").isNull(), "the twin sent it, too");
            assertEquals("plan.txt", messages.at("/data/0/file_name").textValue());
        }
        assertEquals(404, anna.get(fileUrl(anna, project, 2)).status());
        assertEquals(0, count("vault.subject_key", gone) + count("vault.credential", gone));
        assertEquals(
                "'@erased-%d' left the project'Of %s'.".formatted(gone.id(), gone.name()),
                anna.get("/api/v1/notifications").at("/data/0/message").textValue());
        assertEquals(
                404,
                anna.post(
                                "/api/v1/projects/" + project + "/invite",
                                "{\"participant\": %d}".formatted(gone.id()))
                        .status());
        TestUser newer = TestUser.register(there.url(), gone.name());
        assertNotEquals(gone.id(), newer.id());
        assertEquals(200, newer.get("/api/v1/users/me").status());
    }

    @Test
    void who_owns_what_others_are_in_hands_it_over_first() {
        TestUser anna = here.register("anna");
        TestUser ben = here.register("ben");
        String title = "Bridge of " + anna.name();
        long project = anna.createProject(title, List.of(), List.of(ben));

        Reply refused = anna.delete("/api/v1/users/me", null);
        assertEquals(409, refused.status());
        assertTrue(refused.at("/message").textValue().contains("'" + title + "'"));
        assertEquals(409, admin.delete("/api/v1/users/" + anna.id(), null).status());

        anna.put("/api/v1/projects/" + project + "/owner", "{\"owner\": %d}".formatted(ben.id()));
        assertEquals(200, admin.delete("/api/v1/users/" + anna.id(), null).status());
        assertEquals(200, admin.delete("/api/v1/users/" + anna.id(), null).status());
        assertEquals(403, admin.delete("/api/v1/users/" + admin.id(), null).status());
        assertEquals(404, admin.delete("/api/v1/users/999999", null).status());
        assertEquals(404, admin.post("/api/v1/users/archive/" + anna.id(), "{}").status());
        assertEquals(0, ben.get("/api/v1/projects/" + project).at("/coaches").size());
        assertEquals(
                401,
                TestUser.nobody(here.url())
                        .post(
                                "/auth/login",
                                "{\"email\": \"%s\", \"password\": \"%s\"}"
                                        .formatted(anna.email(), TestUser.PASSWORD))
                        .status());
    }

    @Test
    void all_that_they_have_open_ends_at_once_on_every_node_and_others_go_on() throws Exception {
        TestUser anna = here.register("anna");
        TestUser gone = here.register("gone");
        String title = "Bridge of " + anna.name();
        long project = anna.createProject(title, List.of(), List.of(gone));
        try (var stream = EventStream.open(EventStream.request(gone, ""));
                var otherStream = EventStream.open(EventStream.request(gone.at(there.url()), ""));
                var socket = ChatClient.in(project, gone);
                var otherSocket = ChatClient.connect(gone.at(there.url()));
                var annas = EventStream.open(EventStream.request(anna.at(there.url()), ""));
                var annasSocket = ChatClient.in(project, anna.at(there.url()))) {
            socket.say(project, "Hello");
            assertEquals("Hello", annasSocket.next("receive_message").path("content").asText());
            for (EventStream each : List.of(stream, otherStream, annas)) {
                each.next();
            }

            long before = position(anna.put("/api/v1/users/me/mail", "{\"projects\": false}"));
            erase(gone);

            for (ChatClient each : List.of(socket, otherSocket)) {
                assertEndsWith("disconnect", each);
            }
            for (EventStream each : List.of(stream, otherStream)) {
                assertEndsWithWhatWas(before, each);
            }
            var left = annas.nextEvent().data();
            assertEquals(
                    "'@erased-%d' left the project'%s'.".formatted(gone.id(), title),
                    left.path("message").textValue());
            assertEquals(gone.id(), annasSocket.next("offline").path("user_id").asLong());
            annasSocket.join(project, "0");
            assertEquals("[erased]", annasSocket.next("receive_message").path("content").asText());
            annasSocket.say(project, "Still here");
            assertEquals(
                    "Still here", annasSocket.next("receive_message").path("content").asText());
        }
    }

    /** Nobody is there to be told of it; of what was before, a node may have heard late. */
    private static void assertEndsWithWhatWas(long until, EventStream stream) throws Exception {
        for (Block next = stream.nextEvent(); !next.isEnd(); next = stream.nextEvent()) {
            // A hint has no position.
            String[] id = next.id().split("-", -1);
            assertTrue(
                    next.event().equals("action_message")
                            || Long.parseLong(id[id.length - 1]) <= until,
                    next::toString);
        }
    }

    /** Past what it was told before. */
    private static void assertEndsWith(String event, ChatClient client) throws Exception {
        long until = System.nanoTime() + AT_ONCE.toNanos();
        while (!client.next(AT_ONCE).event().equals(event)) {
            assertTrue(System.nanoTime() < until, "it goes on");
        }
    }

    private static Map<String, Object> file(long project, String base64) {
        return Map.of(
                "project_id",
                project,
                "file_name",
                "plan.txt",
                "file_base64",
                "data:text/plain;base64," + base64);
    }

    private static long erase(TestUser user) {
        Reply reply = user.delete("/api/v1/users/me", null);
        assertEquals(200, reply.status(), reply.json().toString());
        return position(reply);
    }

    private static long position(Reply reply) {
        return Long.parseLong(String.valueOf(reply.header("Event-Position")));
    }

    private static Reply messages(TestUser reader, long project, long position) {
        return reader.send(
                "GET",
                "/api/v1/messages/" + project,
                null,
                Map.of("Min-Position", Long.toString(position)));
    }

    private static String fileUrl(TestUser reader, long project, int message) {
        return reader.get("/api/v1/messages/" + project)
                .at("/data/" + message + "/file_url")
                .textValue();
    }

    private static long count(String table, TestUser user) throws SQLException {
        try (Connection connection = here.database().getConnection()) {
            return count(connection, table, user);
        }
    }

    private static long count(Connection connection, String table, TestUser user)
            throws SQLException {
        try (var rows =
                connection
                        .createStatement()
                        .executeQuery(
                                "select count(*) from "
                                        + table
                                        + " where user_id = "
                                        + user.id())) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
