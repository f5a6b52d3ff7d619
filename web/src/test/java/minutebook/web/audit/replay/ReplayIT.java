package minutebook.web.audit.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import minutebook.events.users.Role;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.audit.replay.Cast.Seen;
import minutebook.web.mail.MailTable;
import minutebook.web.messages.Speaker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Auditors see what was, at any position and time. */
class ReplayIT {
    private static final String AUDIT = "/api/v1/audit/";
    private static final int COMMANDS = 24;

    private static TestServer server;
    private static TestUser auditor;

    @BeforeAll
    static void start() {
        server = new TestServer();
        auditor = server.register("auditor");
        server.grant(auditor, Role.AUDITOR);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Old states, seen when they were new, are the replays of their positions. */
    @Test
    void what_people_saw_then_is_what_is_replayed() {
        var seen = new ArrayList<Seen>();
        try (var cast = new Cast(server, 20260131)) {
            for (int i = 0; i < COMMANDS; i++) {
                seen.add(cast.look(i == COMMANDS / 2 ? cast.delete() : cast.act()));
            }
            assertTrue(cast.messages().size() > 2, "too little was said");
            for (Seen each : seen) {
                new Replayed(auditor).assertIs(cast, each);
            }
        }
    }

    @Test
    void a_project_is_told_in_plain_words_with_the_names_of_then() throws Exception {
        TestUser anna = server.register("anna");
        TestUser ben = server.register("ben");
        long project = anna.createProject("Bridge", List.of(), List.of(ben));
        anna.put("/api/v1/projects/" + project, "{\"title\": \"Long Bridge\"}");
        rename(anna, "A\u202e(@x)");
        long private_;
        try (var speaker = new Speaker(anna)) {
            speaker.say(project, "Hello");
            private_ =
                    speaker.send(
                                    Map.of(
                                            "project_id",
                                            project,
                                            "receiver_id",
                                            ben.id(),
                                            "file_name",
                                            "it's.txt",
                                            "file_base64",
                                            "data:text/plain;base64,YWJj"))
                            .path("id")
                            .asLong();
        }
        long deleted =
                Long.parseLong(
                        String.valueOf(
                                anna.delete("/api/v1/projects/" + project, null)
                                        .header("Event-Position")));
        String was = "%1$s Test (@%1$s)".formatted(anna.name());
        String is = "A\\u{202E}\\(\\@x\\) Test (@%s)".formatted(anna.name());
        String him = "%1$s Test (@%1$s)".formatted(ben.name());
        List<String> told =
                List.of(
                        was + " created the project 'Bridge', with " + him + " to take part.",
                        was + " renamed the project from 'Bridge' to 'Long Bridge'.",
                        is + " sent a message to everybody.",
                        is + " sent the file 'it\\'s.txt' (3 bytes) to " + him + " alone.",
                        is + " deleted the project 'Long Bridge'.");
        String history = AUDIT + "projects/" + project + "/history";
        assertEquals(told, sentences(auditor.get(history)));
        assertEquals(
                List.of(told.get(0), told.get(1), told.get(4)),
                sentences(auditor.get(history + "?messages=false")));
        assertEquals(told.subList(0, 4), sentences(auditor.get(history + "?at=" + private_)));

        var byPages = new ArrayList<String>();
        Reply page = auditor.get(history + "?limit=2");
        byPages.addAll(sentences(page));
        while (page.at("/has_next").asBoolean()) {
            assertTrue(sentences(page).size() <= 2);
            page = auditor.get(page.at("/next").asText());
            byPages.addAll(sentences(page));
        }
        assertEquals(told, byPages);
        assertEquals(told.subList(2, 4), sentences(auditor.get(page.at("/prev").asText())));
        assertFalse(auditor.get(history + "?limit=2").at("/has_prev").asBoolean());

        Reply gone = auditor.get(AUDIT + "projects/" + project);
        assertEquals(deleted, gone.at("/deleted/position").asLong());
        assertEquals("Long Bridge", gone.at("/title").asText());
        assertEquals(ben.id(), gone.at("/participants/0/user/id").asLong());
        JsonNode file = auditor.get(AUDIT + "rooms/" + project + "?limit=1").at("/data/0");
        assertEquals("it's.txt", file.at("/file/name").asText());
        assertEquals(3, file.at("/file/size").asLong());
        assertEquals(ben.id(), file.at("/receiver/id").asLong());
        Reply older = auditor.get(AUDIT + "rooms/" + project + "?limit=1&before=" + private_);
        assertEquals("Hello", older.at("/data/0/content").asText());
        assertTrue(older.at("/has_prev").asBoolean());
        assertEquals(private_, auditor.get(older.at("/prev").asText()).at("/data/0/id").asLong());

        assertErased(anna, project, private_);
    }

    /** Also at points at which they were not erased yet. */
    private static void assertErased(TestUser anna, long project, long position) {
        assertEquals(200, anna.delete("/api/v1/users/me", null).status());
        String at = "?at=" + position;
        JsonNode nobody = auditor.get(AUDIT + "projects/" + project + at).at("/owner/user");
        assertEquals("erased-" + anna.id(), nobody.at("/username").asText());
        assertEquals("", nobody.at("/email").asText());
        Reply room = auditor.get(AUDIT + "rooms/" + project + at);
        assertEquals(nobody, room.at("/data/1/sender"));
        assertEquals("[erased]", room.at("/data/1/content").asText());
        assertEquals("[erased]", room.at("/data/0/file/name").asText());
        String told = sentences(auditor.get(AUDIT + "projects/" + project + "/history")).getLast();
        assertEquals(
                "[erased] (@erased-%d) deleted the project 'Long Bridge'.".formatted(anna.id()),
                told);
        Reply then = auditor.get(AUDIT + "users/" + anna.id() + at);
        assertEquals(nobody, then.at("/user"));
        assertTrue(then.at("/erased").isNull());
        assertEquals("owner", then.at("/projects/0/part").asText());
        Reply now = auditor.get(AUDIT + "users/" + anna.id());
        assertFalse(now.at("/erased").isNull());
        assertTrue(now.at("/projects").isEmpty());
    }

    @Test
    void a_time_is_the_last_event_that_was_recorded_by_then() throws Exception {
        TestUser anna = server.register("anna");
        new MailTable(server.database()).awaitAllEnded();
        long position = last();
        rename(anna, "Renamed");
        String time = entry(position).at("/recorded_at").asText();

        Reply byTime = auditor.get(AUDIT + "users/" + anna.id() + "?at=" + time);
        Reply byPosition = auditor.get(AUDIT + "users/" + anna.id() + "?at=" + position);
        assertEquals(byPosition.at("/as_of"), byTime.at("/as_of"));
        assertEquals(byPosition.at("/user"), byTime.at("/user"));
        assertEquals(position, byTime.at("/as_of/position").asLong());
        assertEquals(anna.name(), byTime.at("/user/first_name").asText());
        String later = time.replaceFirst("Z$", "999Z");
        assertEquals(
                position,
                auditor.get(AUDIT + "users/" + anna.id() + "?at=" + later)
                        .at("/as_of/position")
                        .asLong());
        assertEquals(
                "Renamed",
                auditor.get(AUDIT + "users/" + anna.id()).at("/user/first_name").asText());
    }

    @Test
    void what_makes_no_sense_is_told_by_name() {
        TestUser anna = server.register("anna");
        long before = last();
        long project = anna.createProject("Not yet " + before, List.of(), List.of());
        String path = AUDIT + "projects/" + project;
        for (String wrong :
                List.of("0", "x", "-1", "1.5", "2026-13-01", "2026-01-31T08:00", "999999999999")) {
            assertFault("at", auditor.get(path + "?at=" + wrong));
        }
        assertEquals(
                "'at' must be in the past.",
                assertFault("at", auditor.get(path + "?at=2999-01-01")));
        assertTrue(
                assertFault("at", auditor.get(path + "?at=1999-01-01"))
                        .startsWith(
                                "'at' must be no earlier than the first event of the book, of "));
        assertFault("at", auditor.get(path + "?at=1&at=2"));
        assertFault("att", auditor.get(path + "?att=1"));
        assertFault("limit", auditor.get(path + "/history?limit=501"));
        assertFault("before", auditor.get(path + "/history?before=3&after=1"));
        assertFault("messages", auditor.get(path + "/history?messages=1"));
        assertFault("before", auditor.get(AUDIT + "users/" + anna.id() + "?before=3"));
        assertFault("limit", auditor.get(AUDIT + "rooms/" + project + "?limit=101"));

        assertNotThere("Project Not Found", "projects/999999");
        assertNotThere("Project Not Found", "projects/x/history");
        assertNotThere("Project Not Found", "rooms/999999");
        assertNotThere("User Not Found", "users/999999");
        assertNotThere("Message Not Found", "messages/1/readers");
        assertNotThere("Message Not Found", "messages/999999999/readers");
        Reply notYet = auditor.get(path + "?at=" + before);
        assertEquals(404, notYet.status());
        assertTrue(
                notYet.at("/message")
                        .asText()
                        .startsWith(
                                "Project Not Found: not yet at position %d; created at position "
                                        .formatted(before)));
        assertEquals(404, auditor.get(path + "/history?at=" + before).status());
    }

    @Test
    void who_reads_is_noted_in_the_book() {
        TestUser reader = server.register("reader");
        server.grant(reader, Role.AUDITOR);
        assertEquals("auditor", reader.get(AUDIT + "users/" + reader.id()).at("/roles/0").asText());
        reader.get(AUDIT + "users/" + reader.id());
        assertEquals(
                1,
                auditor.get(AUDIT + "events?type=book-read&actor=" + reader.id())
                        .at("/data")
                        .size());
        assertEquals(403, server.register("stranger").get(AUDIT + "users/1").status());
    }

    private static void rename(TestUser user, String firstName) {
        user.put(
                "/api/v1/users/me",
                """
                {"username": "%s", "first_name": "%s", "last_name": "Test"}
                """
                        .formatted(user.name(), firstName));
    }

    private static String assertFault(String field, Reply reply) {
        assertEquals(400, reply.status(), () -> reply.json().toString());
        return reply.at("/errors/" + field).asText();
    }

    private static void assertNotThere(String message, String path) {
        Reply reply = auditor.get(AUDIT + path);
        assertEquals(404, reply.status());
        assertEquals(message, reply.at("/message").asText());
    }

    private static long last() {
        return auditor.get(AUDIT + "users/" + auditor.id()).at("/as_of/position").asLong();
    }

    private static JsonNode entry(long position) {
        return auditor.get(AUDIT + "events/" + position).json();
    }

    private static List<String> sentences(Reply page) {
        return list(page.at("/data")).stream().map(it -> it.path("sentence").asText()).toList();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
