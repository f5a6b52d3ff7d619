package minutebook.web.live.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.live.chat.ChatClient.Heard;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said in a room, and who hears it (contract 1.2 and 4.2). */
class TalkIT {
    private static final DateTimeFormatter CREATED_AT =
            DateTimeFormatter.ofPattern("MM/dd/uuuu, HH:mm");

    private static TestServer server;
    private static TestUser anna;
    private static TestUser ben;
    private static TestUser cleo;
    private static int number;

    private final List<ChatClient> clients = new ArrayList<>();
    private long project;

    @BeforeAll
    static void start() {
        server = new TestServer();
        anna = server.register("anna");
        ben = server.register("ben");
        cleo = server.register("cleo");
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
    void a_message_has_all_its_keys_and_is_the_same_for_everybody() throws Exception {
        ChatClient annas = in(anna);
        ChatClient bens = in(ben);

        JsonNode item =
                annas.send(
                        """
                        {"project_id": %d, "sender_id": %d, "content": "  Grüß \\"Gott\\" 🌉  ",
                         "file_name": null, "file_base64": null, "receiver_id": null, "more": {}}
                        """
                                .formatted(project, anna.id()));

        assertEquals(
                Set.of(
                        "id",
                        "content",
                        "file_name",
                        "file_base64",
                        "file_url",
                        "created_at",
                        "sender",
                        "receiver",
                        "event_id"),
                keys(item));
        assertEquals("Grüß \"Gott\" 🌉", item.path("content").textValue());
        assertTrue(item.path("file_name").isNull());
        assertTrue(item.path("file_base64").isNull());
        assertTrue(item.path("receiver").isNull());
        assertTrue(item.path("event_id").textValue().endsWith("-" + item.path("id")));
        var sender = anna.get("/api/v1/users/me").json();
        item.path("sender")
                .properties()
                .forEach(field -> assertEquals(sender.get(field.getKey()), field.getValue()));
        assertEquals(5, item.path("sender").size());
        var created = LocalDateTime.parse(item.path("created_at").asText(), CREATED_AT);
        long minutes = created.until(LocalDateTime.now(ZoneOffset.UTC), ChronoUnit.MINUTES);
        assertTrue(minutes >= 0 && minutes <= 1, item::toString);
        assertEquals(item, bens.next("receive_message"));
        annas.next("online");
        assertEquals(item, annas.next("receive_message"));
    }

    @Test
    void everybody_hears_every_message_once_in_one_order() throws Exception {
        List<ChatClient> room = List.of(in(anna), in(ben), in(cleo), in(anna), in(ben));
        List<CompletableFuture<JsonNode>> acks = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            for (ChatClient each : room) {
                acks.add(
                        each.ask(
                                "send_message",
                                new JSONObject()
                                        .put("project_id", project)
                                        .put("content", "Number " + i)));
            }
        }
        var acknowledged = new TreeSet<Long>();
        for (var ack : acks) {
            acknowledged.add(ack.get(20, TimeUnit.SECONDS).path("id").asLong());
        }
        assertEquals(acks.size(), acknowledged.size());
        room.getFirst().say(project, "The last");

        for (ChatClient each : room) {
            List<Long> heard =
                    each.before("The last").stream()
                            .filter(it -> it.event().equals("receive_message"))
                            .map(Heard::id)
                            .toList();
            // That of the book, whose positions rise.
            assertEquals(List.copyOf(acknowledged), heard);
        }
    }

    @Test
    void a_private_message_is_heard_by_its_two_people_alone() throws Exception {
        ChatClient annas = in(anna);
        ChatClient annasOther = in(anna);
        ChatClient bens = in(ben);
        ChatClient bensOther = in(ben);
        ChatClient cleos = in(cleo);

        JsonNode item =
                annas.send(
                        "{\"project_id\": %d, \"content\": \"Psst\", \"receiver_id\": %d}"
                                .formatted(project, ben.id()));
        annas.say(project, "Aloud");

        assertEquals(ben.id(), item.path("receiver").path("id").asLong());
        for (ChatClient each : List.of(annas, annasOther, bens, bensOther)) {
            assertEquals(
                    List.of(new Heard("receive_message", item)), messagesBefore(each, "Aloud"));
        }
        assertEquals(List.of(), messagesBefore(cleos, "Aloud"));
        assertEquals(1, cleo.get(history()).at("/total").asInt());
        assertEquals(2, ben.get(history()).at("/total").asInt());
    }

    @Test
    void a_receiver_of_0_is_everybody_and_one_need_not_be_in_the_room_to_speak() throws Exception {
        ChatClient bens = in(ben);
        ChatClient annas = connect(anna);

        JsonNode item =
                annas.send(
                        "{\"project_id\": %d, \"content\": \"All\", \"receiver_id\": 0}"
                                .formatted(project));

        assertTrue(item.path("receiver").isNull());
        assertEquals(item, bens.next("receive_message"));
    }

    @Test
    void an_ack_is_given_when_the_message_is_in_the_book_and_can_be_read() throws Exception {
        ChatClient annas = connect(anna);
        for (int i = 0; i < 20; i++) {
            long id = annas.say(project, "Durable " + i).path("id").asLong();

            assertEquals(id, anna.get(history()).at("/data/0/id").asLong());
            try (var connection = server.database().getConnection();
                    var query =
                            connection.prepareStatement(
                                    "select type from book.event where position = ?")) {
                query.setLong(1, id);
                var rows = query.executeQuery();
                assertTrue(rows.next());
                assertEquals("message-sent", rows.getString(1));
            }
        }
    }

    @Test
    void a_resend_is_acknowledged_as_the_first_and_is_heard_once() throws Exception {
        ChatClient annas = in(anna);
        ChatClient bens = in(ben);
        annas.next("online");
        String wish =
                """
                {"project_id": %d, "content": "Once", "client_message_id": "my-1"}
                """
                        .formatted(project);

        JsonNode first = annas.send(wish);
        JsonNode second = annas.send(wish);
        JsonNode other = connect(anna).send(wish.replace("Once", "Otherwise"));
        JsonNode bensOwn = bens.send(wish);
        annas.say(project, "The next");

        assertEquals(first, second);
        assertEquals(first, other);
        assertTrue(bensOwn.path("id").asLong() > first.path("id").asLong());
        assertEquals(
                List.of(new Heard("receive_message", first), new Heard("receive_message", bensOwn)),
                messagesBefore(bens, "The next"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 70_000, 10 * 1024 * 1024})
    void a_file_comes_back_as_it_went(int size) throws Exception {
        ChatClient annas = in(anna);
        ChatClient bens = ChatClient.connect(ben, "polling");
        clients.add(bens);
        bens.join(project);
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        String file = "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes);

        JsonNode item =
                annas.send(
                        "{\"project_id\": %d, \"file_name\": \"Plan.PNG\", \"file_base64\": \"%s\"}"
                                .formatted(project, file));

        assertTrue(item.path("content").isNull(), () -> item.path("message").asText());
        assertEquals("Plan.PNG", item.path("file_name").textValue());
        assertTrue(file.equals(item.path("file_base64").textValue()));
        assertTrue(item.equals(bens.next("receive_message")));
        assertTrue(item.equals(ben.get(history()).at("/data/0")));
    }

    @Test
    void what_was_heard_is_what_is_read_after_a_new_start() throws Exception {
        List<JsonNode> heard = new ArrayList<>();
        TestServer first = new TestServer();
        TestUser dora = first.register("dora");
        long room = dora.createProject("History", List.of(), List.of());
        try (ChatClient doras = ChatClient.in(room, dora)) {
            doras.say(room, "One");
            doras.send(
                    """
                    {"project_id": %d, "content": "Two", "file_name": "a.txt",
                     "file_base64": "data:text/plain;base64,YWI="}
                    """
                            .formatted(room));
            heard.addFirst(doras.next("receive_message"));
            heard.addFirst(doras.next("receive_message"));
        }
        first.close();

        try (TestServer second = first.again()) {
            TestUser again = new TestUser(second.url(), dora.token(), dora.id(), dora.name());
            List<JsonNode> read = new ArrayList<>();
            again.get("/api/v1/messages/" + room).at("/data").forEach(read::add);
            assertEquals(heard, read);
        }
    }

    private String history() {
        return "/api/v1/messages/" + project;
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

    private static List<Heard> messagesBefore(ChatClient client, String content)
            throws InterruptedException {
        return client.before(content).stream()
                .filter(it -> it.event().equals("receive_message"))
                .toList();
    }

    private static Set<String> keys(JsonNode object) {
        var keys = new TreeSet<String>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
