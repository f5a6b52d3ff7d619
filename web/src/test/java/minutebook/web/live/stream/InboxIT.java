package minutebook.web.live.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.live.stream.EventStream.Block;
import minutebook.web.mail.MailTable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The inbox behind the stream (contract 3 and 4.1). */
class InboxIT {
    private static final String INBOX = "/api/v1/notifications";
    private static final String READ = INBOX + "/read";

    private static TestServer server;
    private static TestUser anna;
    private static TestUser frieda;

    @BeforeAll
    static void start() {
        server = new TestServer();
        anna = server.register("anna");
        frieda = server.register("frieda");
        anna.createProject("Frieda's", List.of(), List.of(frieda));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void the_inbox_is_what_the_stream_told() throws Exception {
        TestUser ben = server.register("ben");
        TestUser cleo = server.register("cleo");
        for (TestUser user : List.of(ben, cleo)) {
            // From here on, all that there is.
            assertEquals(0, user.get(INBOX).at("/total").asInt(-1));
        }
        try (var bens = EventStream.of(ben);
                var cleos = EventStream.of(cleo)) {
            everythingHappensTo(ben, cleo);

            assertEquals(told(bens, ben), inbox(ben));
            assertEquals(told(cleos, cleo), inbox(cleo));
        }
        assertEquals(8, ben.get(INBOX).at("/total").asInt());
        JsonNode newest = ben.get(INBOX).at("/data/0");
        assertEquals(
                List.of(
                        "id",
                        "event",
                        "type",
                        "message",
                        "data",
                        "project_id",
                        "project_title",
                        "created_at",
                        "read"),
                names(newest));
        assertFalse(newest.get("read").booleanValue());
    }

    /** Also a removal and a deleted project: inboxes keep what they have. */
    private static void everythingHappensTo(TestUser ben, TestUser cleo) {
        long id = anna.createProject("Bridge", List.of(cleo), List.of());
        String project = "/api/v1/projects/" + id;
        anna.post(project + "/invite", "{\"participant\": %d}".formatted(ben.id()));
        anna.put(project, "{\"title\": \"Bridge \\\"2\\\" \u2028\"}");
        anna.post(project + "/designate-coach", "{\"coach\": %d}".formatted(ben.id()));
        anna.delete(project + "/designate-coach", "{\"coach\": %d}".formatted(cleo.id()));
        cleo.delete(project + "/leave", null);
        anna.delete(project + "/designate-coach", "{\"coach\": %d}".formatted(ben.id()));
        anna.delete(project + "/remove-participant", "{\"participant\": %d}".formatted(ben.id()));
        anna.delete(project, null);
        anna.createProject("Last", List.of(), List.of(ben, cleo));
    }

    /** As the stream told it, up to the last project, newest first. */
    private static List<JsonNode> told(EventStream stream, TestUser whom) throws Exception {
        List<Block> blocks = stream.eventsBefore("You was added into the project 'Last'.");
        List<JsonNode> told = new ArrayList<>();
        for (Block block : blocks.reversed()) {
            ObjectNode item = JsonNodeFactory.instance.objectNode();
            item.put("id", block.id());
            item.put("event", block.event());
            item.setAll((ObjectNode) block.data());
            told.add(item.put("read", false));
        }
        assertTrue(told.size() >= 4, whom.name());
        return told;
    }

    /** All pages, but what came last. */
    private static List<JsonNode> inbox(TestUser user) {
        List<JsonNode> items = new ArrayList<>();
        Reply page = user.get(INBOX + "?per_page=3");
        page.at("/data").forEach(items::add);
        while (page.at("/has_next").booleanValue()) {
            page = user.get(page.at("/next").textValue());
            page.at("/data").forEach(items::add);
        }
        assertEquals(page.at("/total").asInt(), items.size());
        assertEquals(items.size(), page.at("/unread").asInt());
        return items.subList(1, items.size());
    }

    @Test
    void what_was_read_is_read_up_to_there_and_never_unread_again() throws Exception {
        TestUser dora = server.register("dora");
        new MailTable(server.database()).awaitAllEnded();
        for (int i = 1; i <= 5; i++) {
            anna.createProject("Dora's " + i, List.of(), List.of(dora));
        }
        List<String> ids = texts(dora.get(INBOX), "id");
        assertEquals(5, unread(dora));

        Reply read = read(dora, ids.get(2));
        assertEquals(200, read.status(), read.json().toString());
        assertTrue(read.at("/message").isTextual());
        assertNotNull(read.header("Event-Position"));
        assertEquals(2, unread(dora));
        assertEquals(
                List.of("false", "false", "true", "true", "true"),
                texts(dora.get(INBOX + "?filter_by=nothing"), "read"));

        Reply older = read(dora, ids.get(4));
        assertEquals(200, older.status());
        assertEquals(read.header("Event-Position"), older.header("Event-Position"), "no event");
        assertEquals(2, unread(dora));

        assertEquals(200, read(dora, ids.getFirst()).status());
        assertEquals(0, unread(dora));
        anna.createProject("Dora's 6", List.of(), List.of(dora));
        Reply page = dora.get(INBOX + "?per_page=2");
        assertEquals(List.of("false", "true"), texts(page, "read"));
        assertEquals(1, page.at("/unread").asInt());
        assertEquals(6, page.at("/total").asInt());
    }

    @Test
    void another_node_knows_at_once_what_was_read_and_takes_an_id_that_it_has_not_heard_of() {
        TestUser eve = server.register("eve");
        try (var there = server.again()) {
            TestUser eveThere = new TestUser(there.url(), eve.token(), eve.id(), eve.name());
            for (int i = 1; i <= 5; i++) {
                anna.createProject("Eve's " + i, List.of(), List.of(eve));
                String id = eve.get(INBOX).at("/data/0/id").textValue();

                assertEquals(200, read(eveThere, id).status());
                assertEquals(0, unread(eveThere));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"1\"",
                "\"garbage-1\"",
                "\"EPOCH-\"",
                "\"EPOCH--1\"",
                "\"EPOCH-1x\"",
                "\"EPOCH-999999999\"",
                "\"EPOCH-99999999999999999999\"",
                "\"EPOCH-\\u0661\"",
                "1",
                "null",
                "[]"
            })
    void an_id_that_is_none_of_this_book_is_a_fault_of_its_field(String id) {
        String epoch = frieda.get(INBOX).at("/data/0/id").textValue().replaceFirst("-.*", "");

        Reply reply = frieda.put(READ, "{\"up_to\": %s}".formatted(id.replace("EPOCH", epoch)));

        assertEquals(400, reply.status(), reply.json().toString());
        assertTrue(reply.at("/errors/up_to").isTextual(), reply.json().toString());
        assertEquals(400, frieda.put(READ, "{}").status());
    }

    @Test
    void pages_are_as_of_all_lists() {
        TestUser nobodys = server.register("gregor");
        Reply empty = nobodys.get(INBOX + "/?page=1");
        assertEquals(200, empty.status());
        assertEquals(0, empty.at("/data").size());
        assertEquals(0, empty.at("/unread").asInt(-1));
        assertTrue(empty.at("/next").isTextual() && empty.at("/prev").isTextual());
        assertEquals(404, nobodys.get(INBOX + "?page=2").status());
        assertEquals(400, nobodys.get(INBOX + "?page=0").status());
        assertEquals(400, nobodys.get(INBOX + "?per_page=101").status());
        assertEquals(401, TestUser.nobody(server.url()).get(INBOX).status());
        assertEquals(401, TestUser.nobody(server.url()).put(READ, "{}").status());
    }

    private static Reply read(TestUser user, String id) {
        return user.put(READ, "{\"up_to\": \"%s\"}".formatted(id));
    }

    private static int unread(TestUser user) {
        return user.get(INBOX).at("/unread").asInt(-1);
    }

    private static List<String> texts(Reply reply, String key) {
        List<String> texts = new ArrayList<>();
        reply.at("/data").forEach(it -> texts.add(it.path(key).asText()));
        return texts;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
