package minutebook.web.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was said, over HTTP. */
class MessageRoutesIT {

    private static TestServer server;
    private static TestUser anna;
    private static TestUser ben;
    private static TestUser cleo;
    private static TestUser dora;
    private static Speaker annasVoice;

    @BeforeAll
    static void start() {
        server = new TestServer();
        anna = server.register("anna");
        ben = server.register("ben");
        cleo = server.register("cleo");
        dora = server.register("dora");
        annasVoice = new Speaker(anna);
    }

    @AfterAll
    static void stop() {
        annasVoice.close();
        server.close();
    }

    @Test
    void what_was_just_said_is_read_with_all_its_keys() {
        long project = project("Keys");

        JsonNode said = annasVoice.say(project, " Hello,\n\"world\" <b> \uD83D\uDE00 ");
        Reply read = ben.get("/api/v1/messages/" + project);

        assertEquals(200, read.status());
        JsonNode message = read.at("/data/0");
        assertEquals(said, message);
        assertEquals(
                List.of(
                        "id",
                        "content",
                        "file_name",
                        "file_base64",
                        "file_url",
                        "created_at",
                        "sender",
                        "receiver",
                        "event_id"),
                names(message));
        assertEquals("Hello,\n\"world\" <b> \uD83D\uDE00", message.at("/content").textValue());
        assertTrue(
                message.at("/created_at")
                        .textValue()
                        .matches("\\d\\d/\\d\\d/\\d{4}, \\d\\d:\\d\\d"));
        assertEquals(anna.id(), message.at("/sender/id").asLong());
        assertTrue(message.at("/event_id").textValue().endsWith("-" + message.at("/id").asLong()));
        for (String empty : List.of("file_name", "file_base64", "file_url", "receiver")) {
            assertTrue(message.get(empty).isNull(), empty);
        }
    }

    @Test
    void the_newest_comes_first_and_pages_go_back_in_time() {
        long project = project("Pages");
        for (String text : List.of("one", "two", "three", "four", "five")) {
            annasVoice.say(project, text);
        }

        Reply first = ben.get("/api/v1/messages/" + project + "/?per_page=2");
        assertEquals(List.of("five", "four"), contents(first));
        assertEquals(5, first.at("/total").asInt());
        assertEquals(3, first.at("/pages").asInt());
        Reply second = ben.get(first.at("/next").textValue());
        assertEquals(List.of("three", "two"), contents(second));
        Reply last = ben.get(second.at("/next").textValue());
        assertEquals(List.of("one"), contents(last));
        assertFalse(last.at("/has_next").booleanValue());
        assertEquals(contents(last), contents(ben.get(last.at("/next").textValue())));
        assertEquals(contents(second), contents(ben.get(last.at("/prev").textValue())));
        assertEquals(404, ben.get("/api/v1/messages/" + project + "?per_page=2&page=4").status());
        assertEquals(400, ben.get("/api/v1/messages/" + project + "?per_page=101").status());
    }

    @Test
    void by_key_the_nearest_ones_come_and_lead_to_those_on_both_sides() {
        long project = project("Keys of pages");
        String path = "/api/v1/messages/" + project;
        List<JsonNode> said =
                List.of("one", "two", "three", "four", "five").stream()
                        .map(text -> annasVoice.say(project, text))
                        .toList();
        String three = said.get(2).at("/id").asText();

        Reply before = ben.get(path + "?per_page=1&before=" + three + "&files=url");
        assertEquals(List.of("two"), contents(before));
        assertEquals(5, before.at("/total").asInt());
        assertEquals(5, before.at("/pages").asInt());
        assertEquals("true true", before.at("/has_next") + " " + before.at("/has_prev"));
        assertTrue(before.at("/next").textValue().contains("&files=url"), "what else was asked");
        Reply first = ben.get(before.at("/next").textValue());
        assertEquals(List.of("one"), contents(first));
        assertFalse(first.at("/has_next").booleanValue());
        assertEquals(first.json(), ben.get(first.at("/next").textValue()).json(), "itself");
        assertEquals(List.of("three"), contents(ben.get(before.at("/prev").textValue())));

        Reply after = ben.get(path + "?per_page=2&after=" + said.get(1).at("/event_id").asText());
        assertEquals(List.of("four", "three"), contents(after));
        Reply last = ben.get(after.at("/prev").textValue());
        assertEquals(List.of("five"), contents(last));
        assertFalse(last.at("/has_prev").booleanValue());
        assertEquals(last.json(), ben.get(last.at("/prev").textValue()).json(), "itself");
        assertEquals(List.of("two", "one"), contents(ben.get(after.at("/next").textValue())));

        assertEquals(
                List.of("three", "two", "one"),
                contents(ben.get(path + "?before=" + said.get(3).at("/id"))));
        Reply nothing = ben.get(path + "?after=" + said.getLast().at("/id"));
        assertEquals(200, nothing.status());
        assertEquals(List.of(), contents(nothing));
        assertEquals(5, contents(ben.get(nothing.at("/next").textValue())).size());
        annasVoice.say(project, "six");
        assertEquals(List.of("six"), contents(ben.get(nothing.at("/prev").textValue())));
        Reply beginning = ben.get(path + "?before=0");
        assertEquals(List.of(), contents(beginning));
        assertEquals(6, contents(ben.get(beginning.at("/prev").textValue())).size());
        assertEquals(6, contents(ben.get(path + "?before=999999999999999999")).size());
    }

    @Test
    void a_key_that_is_none_is_a_fault_of_its_field_and_there_is_one_alone() {
        String path = "/api/v1/messages/" + project("No keys");
        for (String key : List.of("before", "after")) {
            for (String id :
                    List.of("", "x", "-1", "1.5", "9".repeat(19), "foreign-1", "%00", "%D9%A1")) {
                Reply reply = anna.get(path + "?" + key + "=" + id);
                assertEquals(400, reply.status(), id);
                assertTrue(reply.at("/errors/" + key).isTextual(), id);
            }
        }
        assertEquals(400, anna.get(path + "?before=1&after=1").status());
        assertEquals(400, anna.get(path + "?before=1&per_page=101").status());
        assertEquals(403, dora.get(path + "?before=x").status(), "the role comes first");
    }

    @Test
    void by_key_too_a_private_message_is_read_by_its_two_people_alone() {
        long project = project("Private keys");
        annasVoice.say(project, "to all");
        annasVoice.send(
                Map.of("project_id", project, "content", "to ben", "receiver_id", ben.id()));
        JsonNode last = annasVoice.say(project, "to all again");
        String path = "/api/v1/messages/" + project;

        for (TestUser reader : List.of(anna, ben)) {
            Reply read = reader.get(path + "?before=" + last.at("/id"));
            assertEquals(List.of("to ben", "to all"), contents(read));
            assertEquals(3, read.at("/total").asInt());
        }
        Reply cleos = cleo.get(path + "?before=" + last.at("/id"));
        assertEquals(List.of("to all"), contents(cleos));
        assertEquals(2, cleos.at("/total").asInt());
        assertEquals(List.of("to all again", "to all"), contents(cleo.get(path + "?after=0")));
    }

    @Test
    void a_private_message_is_read_by_its_two_people_alone_and_counted_for_them_alone() {
        long project = project("Private");
        annasVoice.say(project, "to all");
        JsonNode secret =
                annasVoice.send(
                        Map.of(
                                "project_id",
                                project,
                                "content",
                                "to ben",
                                "receiver_id",
                                ben.id()));

        assertEquals(ben.id(), secret.at("/receiver/id").asLong(), secret.toString());
        for (TestUser reader : List.of(anna, ben)) {
            Reply read = reader.get("/api/v1/messages/" + project);
            assertEquals(List.of("to ben", "to all"), contents(read));
            assertEquals(2, read.at("/total").asInt());
        }
        Reply coachs = cleo.get("/api/v1/messages/" + project);
        assertEquals(List.of("to all"), contents(coachs));
        assertEquals(1, coachs.at("/total").asInt());
    }

    @Test
    void only_members_read_and_who_comes_back_reads_all_that_was_said_meanwhile() {
        long project = project("Members");
        annasVoice.say(project, "before");

        Reply strangers = dora.get("/api/v1/messages/" + project);
        assertEquals(403, strangers.status());
        assertEquals("You must be a project's member.", strangers.at("/message").textValue());
        assertEquals(
                401, TestUser.nobody(server.url()).get("/api/v1/messages/" + project).status());

        ben.delete("/api/v1/projects/" + project + "/leave", null);
        assertEquals(403, ben.get("/api/v1/messages/" + project).status());
        annasVoice.say(project, "meanwhile");
        anna.post(
                "/api/v1/projects/" + project + "/invite",
                "{\"participant\": %d}".formatted(ben.id()));
        assertEquals(
                List.of("meanwhile", "before"), contents(ben.get("/api/v1/messages/" + project)));

        anna.delete("/api/v1/projects/" + project, null);
        assertEquals(404, anna.get("/api/v1/messages/" + project).status());
    }

    @Test
    void a_room_in_which_nothing_was_said_has_one_empty_page() {
        Reply read = anna.get("/api/v1/messages/" + project("Silence"));

        assertEquals(200, read.status());
        assertEquals(0, read.at("/total").asInt(-1));
        assertEquals(0, read.at("/data").size());
        assertTrue(read.at("/next").isTextual() && read.at("/prev").isTextual());
    }

    private static long project(String title) {
        return anna.createProject(title, List.of(cleo), List.of(ben));
    }

    private static List<String> contents(Reply reply) {
        var contents = new ArrayList<String>();
        reply.at("/data").forEach(it -> contents.add(it.at("/content").textValue()));
        return contents;
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
