package minutebook.web.live.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.live.chat.ChatClient;
import minutebook.web.live.stream.EventStream.Block;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code action_message}: a live hint to members who are not in the room (contract 4.1). */
class HintsIT {
    private static TestServer server;
    private static TestServer otherServer;
    private static TestUser anna;
    private static TestUser ben;
    private static TestUser cleo;
    private static int number;

    private String title;
    private long project;

    @BeforeAll
    static void start() {
        server = new TestServer();
        otherServer = server.again();
        anna = server.register("anna");
        ben = server.register("ben");
        cleo = server.register("cleo");
    }

    @AfterAll
    static void stop() {
        otherServer.close();
        server.close();
    }

    @BeforeEach
    void a_project() {
        title = "Bridge " + ++number;
        project = anna.createProject(title, List.of(cleo), List.of(ben));
    }

    @Test
    void who_is_not_in_the_room_is_told_that_something_was_said_in_it() throws Exception {
        try (var stream = EventStream.of(ben);
                var elsewhere = EventStream.of(ben.at(otherServer.url()));
                var sender = EventStream.of(anna);
                var annas = ChatClient.connect(anna)) {
            annas.say(project, "hello");

            for (EventStream each : List.of(stream, elsewhere)) {
                Block hint = each.nextEvent();
                while (hint.event().equals("action_project")) {
                    // A node may hear of the projects only after the stream was opened there.
                    hint = each.nextEvent();
                }
                assertEquals("action_message", hint.event());
                assertFalse(hint.fields().containsKey("id"));
                JsonNode data = hint.data();
                assertEquals("new_message", data.path("type").asText());
                assertEquals("'@%s' sent a new message.".formatted(anna.name()), hint.message());
                assertEquals(
                        "{\"project_title\":\"%s\"}".formatted(title),
                        data.path("data").toString());
                assertEquals(project, data.path("project_id").asLong());
                assertEquals(title, data.path("project_title").asText());
            }
            assertToldNothingBut(sender, anna);
        }
        // It is in no inbox, and told to nobody who comes back.
        assertEquals(
                "action_project", ben.get("/api/v1/notifications").at("/data/0/event").asText());
    }

    @Test
    void who_is_in_the_room_on_any_node_is_not() throws Exception {
        try (var bensStream = EventStream.of(ben);
                var cleosStream = EventStream.of(cleo);
                var annas = ChatClient.connect(anna);
                var bens = ChatClient.in(project, ben);
                var cleos = ChatClient.in(project, cleo.at(otherServer.url()))) {
            // Cleo's coming is known here when Ben hears of it.
            bens.next("online");
            annas.say(project, "hello");
            cleos.before("hello");

            assertToldNothingBut(bensStream, ben);
            assertToldNothingBut(cleosStream, cleo);
        }
    }

    @Test
    void of_a_private_message_only_its_receiver_is_told() throws Exception {
        try (var bensStream = EventStream.of(ben);
                var cleosStream = EventStream.of(cleo);
                var annas = ChatClient.connect(anna)) {
            annas.send(
                    "{\"project_id\": %d, \"receiver_id\": %d, \"content\": \"psst\"}"
                            .formatted(project, ben.id()));

            assertEquals(
                    "'@%s' sent you a new private message.".formatted(anna.name()),
                    bensStream.nextEvent().message());
            assertToldNothingBut(cleosStream, cleo);
        }
    }

    @Test
    void who_was_removed_on_another_node_is_told_nothing_more_here() throws Exception {
        try (var bensStream = EventStream.of(ben);
                var annas = ChatClient.connect(anna)) {
            annas.say(project, "before");
            assertEquals("action_message", bensStream.nextEvent().event());

            String body = "{\"participant\": %d}".formatted(ben.id());
            String path = "/api/v1/projects/" + project + "/remove-participant";
            assertEquals(200, anna.at(otherServer.url()).delete(path, body).status());
            annas.say(project, "after");

            assertEquals(
                    "You was removed in the project '%s'.".formatted(title),
                    bensStream.nextEvent().message());
            assertToldNothingBut(bensStream, ben);
        }
    }

    @Test
    void a_new_name_of_the_sender_is_in_what_is_said_next_on_every_node() throws Exception {
        TestUser dora = server.register("dora");
        long hers = dora.createProject("Dora's " + number, List.of(), List.of(ben));
        try (var doras = ChatClient.connect(dora);
                var bens = ChatClient.in(hers, ben.at(otherServer.url()))) {
            doras.say(hers, "before");
            bens.next("receive_message");

            String name = "renamed-" + number;
            String profile =
                    "{\"username\": \"%s\", \"first_name\": \"D\", \"last_name\": \"D\"}"
                            .formatted(name);
            assertEquals(200, dora.at(otherServer.url()).put("/api/v1/users/me", profile).status());
            doras.say(hers, "after");

            JsonNode heard = bens.next("receive_message");
            assertEquals(name, heard.at("/sender/username").asText());
        }
    }

    /** The next thing that is told is what follows now. */
    private static void assertToldNothingBut(EventStream stream, TestUser user) throws Exception {
        TestUser clerk = server.register("clerk");
        clerk.createProject(clerk.name(), List.of(), List.of(user));
        assertEquals(
                "You was added into the project '%s'.".formatted(clerk.name()),
                stream.nextEvent().message());
    }
}
