package minutebook.web.live.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is in a room: joining, leaving, being put out (contract 4.2). */
class RoomIT {
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    private static TestServer server;
    private static TestUser anna;
    private static TestUser ben;
    private static TestUser cleo;
    private static TestUser eve;
    private static int number;

    private final List<ChatClient> clients = new ArrayList<>();
    private long project;

    @BeforeAll
    static void start() {
        server = new TestServer();
        anna = server.register("anna");
        ben = server.register("ben");
        cleo = server.register("cleo");
        eve = server.register("eve");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void a_project() {
        project = anna.createProject("Bridge " + ++number, List.of(cleo), List.of(ben));
    }

    @AfterEach
    void leave() {
        clients.forEach(ChatClient::close);
    }

    @Test
    void who_joins_is_told_who_is_there_and_the_others_are_told_of_them() throws Exception {
        ChatClient annas = connect(anna);
        ChatClient bens = connect(ben);

        JsonNode first = annas.join(project);
        assertEquals("[{\"user_id\":%d}]".formatted(anna.id()), first.toString());
        JsonNode second = bens.join(project);

        assertEquals(Set.of(anna.id(), ben.id()), users(second));
        assertEquals(2, second.size());
        assertEquals(userId(ben), annas.next("online").toString());
        assertHearsNothingBut(bens, annas);
    }

    @Test
    void who_is_there_twice_is_online_once_and_offline_with_the_last_socket() throws Exception {
        ChatClient annas = in(anna);
        ChatClient one = in(ben);
        assertEquals(userId(ben), annas.next("online").toString());
        ChatClient two = connect(ben);
        assertEquals(Set.of(anna.id(), ben.id()), users(two.join(project)));
        assertEquals(2, two.join(project).size());

        one.close();
        annas.say(project, "Still there?");
        assertEquals(List.of(), annas.before("Still there?"));
        assertEquals(List.of(), two.before("Still there?"));

        assertTrue(two.leave(project).path("message").isTextual());
        assertEquals(userId(ben), annas.next("offline").toString());
        annas.say(project, "Gone");
        two.join(project);
        assertEquals(List.of(), annas.before("Gone"));
        assertEquals(userId(ben), annas.next("online").toString());
        annas.say(project, "Back");
        assertEquals(List.of(), two.before("Back"));
    }

    @Test
    void who_disconnects_is_offline() throws Exception {
        ChatClient annas = in(anna);
        ChatClient bens = in(ben);
        annas.next("online");

        bens.close();

        assertEquals(userId(ben), annas.next("offline").toString());
    }

    @Test
    void only_members_come_in() throws Exception {
        ChatClient annas = in(anna);
        ChatClient eves = connect(eve);

        assertRefused("You must be a project's member.", eves.join(project), eves);
        assertRefused("Project Not Found", eves.join(999_999_999), eves);
        assertRefused("Project Not Found", eves.join(0), eves);
        assertRefused("Project Not Found", eves.join(-1), eves);

        assertHearsNothingBut(annas, annas);
    }

    @Test
    void one_who_is_removed_is_put_out_at_once_and_hears_nothing_more() throws Exception {
        ChatClient annas = in(anna);
        ChatClient bens = in(ben);
        annas.next("online");

        var removed =
                anna.delete(
                        "/api/v1/projects/" + project + "/remove-participant",
                        "{\"participant\": %d}".formatted(ben.id()));
        assertEquals(200, removed.status());
        annas.say(project, "Among us");

        assertEquals(userId(ben), annas.next("offline").toString());
        assertEquals("Among us", annas.next("receive_message").path("content").asText());
        JsonNode refused = bens.say(project, "I am here");
        assertRefused("You must be a project's member.", refused, bens);
        assertRefused("You must be a project's member.", bens.join(project), bens);
    }

    @Test
    void what_was_sent_before_its_sender_was_removed_is_acknowledged_again_and_the_same()
            throws Exception {
        ChatClient bens = in(ben);
        String message =
                "{\"project_id\": %d, \"content\": \"in time\", \"client_message_id\": \"%s\"}";
        JsonNode sent = bens.send(message.formatted(project, "first"));
        String body = "{\"participant\": %d}".formatted(ben.id());
        String path = "/api/v1/projects/" + project;
        assertEquals(200, anna.delete(path + "/remove-participant", body).status());

        assertEquals(sent, bens.send(message.formatted(project, "first")));

        assertEquals(sent, bens.next("receive_message"));
        JsonNode refused = bens.send(message.formatted(project, "second"));
        assertRefused("You must be a project's member.", refused, bens);
    }

    @Test
    void who_is_removed_and_back_at_once_stays_in_the_room() throws Exception {
        ChatClient bens = in(ben);
        String body = "{\"participant\": %d}".formatted(ben.id());
        String path = "/api/v1/projects/" + project;
        for (int round = 1; round <= 20; round++) {
            assertEquals(200, anna.delete(path + "/remove-participant", body).status());
            assertEquals(200, anna.post(path + "/invite", body).status());
            bens.join(project);

            bens.say(project, "Back " + round);
            assertEquals("Back " + round, bens.next("receive_message").path("content").asText());
        }
    }

    @Test
    void who_leaves_the_project_is_put_out_of_its_room() throws Exception {
        ChatClient annas = in(anna);
        ChatClient cleos = in(cleo);
        annas.next("online");

        assertEquals(200, cleo.delete("/api/v1/projects/" + project + "/leave", null).status());
        annas.say(project, "Among us");

        assertEquals(userId(cleo), annas.next("offline").toString());
        assertRefused("You must be a project's member.", cleos.join(project), cleos);
    }

    @Test
    void a_project_that_is_deleted_empties_its_room() throws Exception {
        ChatClient annas = in(anna);
        ChatClient bens = in(ben);
        annas.next("online");

        assertEquals(200, anna.delete("/api/v1/projects/" + project, null).status());

        assertRefused("Project Not Found", annas.say(project, "Hello?"), annas);
        assertRefused("Project Not Found", bens.join(project), bens);
    }

    @Test
    void who_logs_out_is_disconnected() throws Exception {
        TestUser gone = server.register("gone");
        anna.post(
                "/api/v1/projects/" + project + "/invite",
                "{\"participant\": %d}".formatted(gone.id()));
        ChatClient annas = in(anna);
        ChatClient first = in(gone);
        ChatClient polling = ChatClient.connect(gone, "polling");
        clients.add(polling);
        annas.next("online");

        assertEquals(200, gone.post("/auth/logout", "").status());

        assertEquals("disconnect", first.next(AT_ONCE).event());
        assertEquals("disconnect", polling.next(AT_ONCE).event());
        assertEquals("{\"user_id\":%d}".formatted(gone.id()), annas.next("offline").toString());
    }

    private ChatClient connect(TestUser user) throws Exception {
        ChatClient client = ChatClient.connect(user);
        clients.add(client);
        return client;
    }

    private ChatClient in(TestUser user) throws Exception {
        ChatClient client = ChatClient.in(project, user);
        clients.add(client);
        return client;
    }

    private static Set<Long> users(JsonNode list) {
        var users = new TreeSet<Long>();
        list.forEach(each -> users.add(each.path("user_id").asLong()));
        return users;
    }

    private static String userId(TestUser user) {
        return "{\"user_id\":%d}".formatted(user.id());
    }

    /** Told as the ack and as the event {@code error}. */
    private static void assertRefused(String message, JsonNode ack, ChatClient client)
            throws Exception {
        assertEquals(message, ack.path("message").asText(), ack::toString);
        assertEquals(ack, client.next("error"));
    }

    private void assertHearsNothingBut(ChatClient listener, ChatClient speaker) throws Exception {
        speaker.say(project, "The next");
        assertEquals(List.of(), listener.before("The next"));
    }
}
