package minutebook.web.audit;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import minutebook.events.users.Role;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.mail.MailTable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Auditors read the book, page by page. */
class AuditReadIT {
    private static final String EVENTS = "/api/v1/audit/events";

    private static TestServer server;
    private static TestUser anna;
    private static TestUser ben;
    private static TestUser auditor;
    private static long project;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer();
        anna = server.register("anna");
        ben = server.register("ben");
        auditor = server.register("auditor");
        server.grant(auditor, Role.AUDITOR);
        project = anna.createProject("Bridge", List.of(), List.of());
        anna.post("/api/v1/projects/" + project + "/invite", "{\"participant\": " + ben.id() + "}");
        try (var book = new AuditBook(server)) {
            book.say(anna, project, 3, 10);
        }
        new MailTable(server.database()).awaitAllEnded();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void each_filter_finds_what_it_says_and_nothing_else() {
        List<JsonNode> all = found("limit=500");
        assertEquals(
                LongStream.rangeClosed(1, all.size()).boxed().toList(),
                all.stream().map(it -> it.path("position").asLong()).toList());

        assertFound(
                "type=message-sent", all, it -> it.path("type").asText().equals("message-sent"));
        assertFound(
                "stream=project-" + project, all, it -> stream(it).equals("project-" + project));
        assertFound(
                "project=" + project,
                all,
                it ->
                        stream(it).equals("project-" + project)
                                || stream(it).equals("room-" + project));
        assertFound("actor=" + anna.id(), all, it -> it.path("actor").asLong() == anna.id());
        assertFound(
                "user=" + ben.id(),
                all,
                it -> it.path("actor").asLong() == ben.id() || names(it, ben.id()));
        assertFound("from=3&to=5", all, it -> within(it, 3, 5));
        JsonNode fifth = all.get(4);
        String time = fifth.path("recorded_at").asText();
        assertFound(
                "since=" + time, all, it -> it.path("recorded_at").asText().compareTo(time) >= 0);
        assertFound(
                "until=" + time, all, it -> it.path("recorded_at").asText().compareTo(time) < 0);
        assertFound(
                "type=session-opened&user=%d&from=2".formatted(ben.id()),
                all,
                it ->
                        it.path("type").asText().equals("session-opened")
                                && names(it, ben.id())
                                && it.path("position").asLong() >= 2);
    }

    private static boolean names(JsonNode entry, long user) {
        return StreamSupport.stream(entry.at("/event").properties().spliterator(), false)
                .filter(
                        it ->
                                List.of("user", "owner", "participant", "sender", "auditor")
                                        .contains(it.getKey()))
                .anyMatch(it -> it.getValue().asLong() == user);
    }

    private static boolean within(JsonNode entry, long from, long to) {
        long position = entry.path("position").asLong();
        return position >= from && position <= to;
    }

    private static String stream(JsonNode entry) {
        return entry.path("stream").asText();
    }

    private interface Fits {
        boolean test(JsonNode entry);
    }

    private static void assertFound(String query, List<JsonNode> all, Fits fits) {
        List<JsonNode> expected = all.stream().filter(fits::test).toList();
        assertFalse(expected.isEmpty(), query);
        assertFalse(expected.size() == all.size(), query + " leaves nothing out");
        // What the other tests write meanwhile is behind these.
        assertEquals(
                expected,
                found(query + "&limit=500").stream()
                        .filter(it -> within(it, 1, all.size()))
                        .toList(),
                query);
    }

    @Test
    void an_entry_has_all_columns_and_what_it_says_in_clear() {
        JsonNode first = auditor.get(EVENTS + "/1").json();

        assertEquals("user-registered", first.path("type").asText());
        assertEquals("user-" + anna.id(), first.path("stream").asText());
        assertFalse(first.path("data").asText().contains(anna.name()));
        assertEquals(anna.email(), first.at("/event/email").asText());
        assertTrue(first.path("recorded_at").asText().matches(".*\\.[0-9]{6}Z"));
        assertEquals(64, first.path("hash").asText().length());
        for (String none : List.of("999999", "0", "-1", "01", "x", "9999999999999999999")) {
            assertEquals(404, auditor.get(EVENTS + "/" + none).status(), none);
        }
    }

    @Test
    void what_makes_no_sense_is_told_by_its_name_and_with_what_is_allowed() {
        long head = auditor.get(EVENTS + "?limit=1").at("/head").asLong();
        var wrong = new TreeMap<String, String>();
        wrong.put("from=0", "from");
        wrong.put("from=abc", "from");
        wrong.put("from=999999", "from");
        wrong.put("to=999999", "to");
        wrong.put("to=-1", "to");
        wrong.put("from=3&to=2", "from");
        wrong.put("from=1&from=2", "from");
        wrong.put("since=yesterday", "since");
        wrong.put("since=1969-12-31", "since");
        wrong.put("since=9000-01-01", "since");
        wrong.put("until=10000-01-01T00:00:00Z", "until");
        wrong.put("since=2026-01-02&until=2026-01-01", "since");
        wrong.put("stream=Bridge", "stream");
        wrong.put("stream=user-0", "stream");
        wrong.put("type=project-exploded", "type");
        wrong.put("actor=anna", "actor");
        wrong.put("project=0", "project");
        wrong.put("user=1e3", "user");
        wrong.put("limit=0", "limit");
        wrong.put("limit=501", "limit");
        wrong.put("after=999999", "after");
        wrong.put("before=999999", "before");
        wrong.put("before=0", "before");
        wrong.put("typ=user-created", "typ");
        wrong.put("format=csv&untill=2026-01-31", "untill");
        wrong.put("after=1&before=2", "before");
        wrong.put("format=xml", "format");
        wrong.put("format=csv&limit=3", "limit");
        wrong.put("format=ndjson&before=3", "before");
        wrong.forEach(
                (query, field) -> {
                    Reply reply = auditor.get(EVENTS + "?" + query);
                    assertEquals(400, reply.status(), query);
                    assertTrue(reply.json().path("errors").has(field), query + reply.json());
                });
        assertTrue(error("type=x", "type").contains("project-created, "));
        assertTrue(error("from=0", "from").contains("from 1 to "), error("from=0", "from"));
        assertTrue(head > 0);
        assertEquals(
                400, auditor.get("/api/v1/audit/stream?to=1&token=" + auditor.token()).status());
    }

    private static String error(String query, String field) {
        return auditor.get(EVENTS + "?" + query).json().path("errors").path(field).asText();
    }

    @Test
    void pages_by_key_miss_nothing_and_repeat_nothing_while_others_write() throws Exception {
        String mine = "project=" + project;
        try (var book = new AuditBook(server)) {
            var seen = new ArrayList<Long>();
            String next = EVENTS + "?limit=2&" + mine;
            JsonNode page = auditor.get(next).json();
            for (int i = 0; i < 10; i++) {
                page.path("data").forEach(it -> seen.add(it.path("position").asLong()));
                book.say(anna, project, 1, 10);
                page = auditor.get(page.path("next").asText()).json();
            }
            while (!page.path("data").isEmpty()) {
                page.path("data").forEach(it -> seen.add(it.path("position").asLong()));
                page = auditor.get(page.path("next").asText()).json();
            }
            var all = found(mine + "&limit=500").stream().map(it -> it.path("position").asLong());
            assertEquals(all.toList(), seen);

            // And back again, from the end.
            var back = new TreeSet<Long>();
            JsonNode last =
                    auditor.get(EVENTS + "?before=" + (seen.getLast() + 1) + "&limit=4&" + mine)
                            .json();
            while (true) {
                last.path("data").forEach(it -> assertTrue(back.add(it.path("position").asLong())));
                if (!last.path("has_prev").asBoolean()) {
                    break;
                }
                last = auditor.get(last.path("prev").asText()).json();
            }
            assertEquals(seen.stream().collect(toCollection(TreeSet::new)), back);
        }
    }

    @Test
    void it_is_for_auditors_and_a_role_that_is_taken_counts_at_once_on_every_node() {
        try (TestServer other = server.again()) {
            TestUser carl = server.register("carl");
            for (String path : List.of(EVENTS, EVENTS + "/1", "/api/v1/audit/stream")) {
                assertEquals(401, TestUser.nobody(server.url()).get(path).status(), path);
                assertEquals(403, carl.get(path).status(), path);
                assertEquals("You must be an auditor.", carl.get(path).at("/message").asText());
            }
            server.grant(carl, Role.AUDITOR);
            assertEquals(200, carl.at(other.url()).get(EVENTS).status());
            server.revoke(carl, Role.AUDITOR);
            assertEquals(403, carl.at(other.url()).get(EVENTS).status());
            assertEquals(403, carl.get(EVENTS + "?format=csv").status());
        }
    }

    @Test
    void the_first_read_of_a_session_is_in_the_book_and_each_export() {
        try (TestServer other = server.again()) {
            TestUser dora = server.register("dora");
            server.grant(dora, Role.AUDITOR);
            dora.get(EVENTS);
            dora.get(EVENTS + "/1");
            dora.at(other.url()).get(EVENTS);
            dora.get(EVENTS + "?format=csv&to=3&type=role-granted");
            dora.send(
                    "GET",
                    EVENTS + "?after=1&to=3",
                    null,
                    Map.of("Accept", "application/x-ndjson"));

            List<JsonNode> audit = found("stream=audit-" + dora.id());

            assertEquals(
                    List.of("book-read", "export-begun", "export-begun"),
                    audit.stream().map(it -> it.path("type").asText()).toList());
            assertEquals(
                    "{\"auditor\":%d,\"session\":\"%s\",\"format\":\"csv\",\"filter\":\"to=3&type=role-granted\",\"after\":0,\"up_to\":3}"
                            .formatted(dora.id(), audit.get(0).at("/event/session").asText()),
                    audit.get(1).path("data").asText());
            assertEquals("ndjson", audit.get(2).at("/event/format").asText());
            assertEquals(1, audit.get(2).at("/event/after").asLong());
        }
    }

    @Test
    void refused_log_ins_are_summed_up_and_tell_no_mail_and_no_address() {
        TestUser erna;
        TestServer ended;
        try (var first = new TestServer()) {
            erna = first.register("erna");
            for (String mail : List.of(erna.email(), "nobody@example.org", erna.email())) {
                Reply reply =
                        TestUser.nobody(first.url())
                                .post(
                                        "/auth/login",
                                        "{\"email\": \"%s\", \"password\": \"wrong-password\"}"
                                                .formatted(mail));
                assertEquals(401, reply.status());
            }
            ended = first;
        }
        // What was not told yet was told when the server ended.
        try (TestServer again = ended.again()) {
            again.grant(erna, Role.AUDITOR);
            List<JsonNode> refused =
                    found(erna.at(again.url()), "type=logins-refused&user=" + erna.id());

            assertEquals(1, refused.size());
            assertEquals(
                    "{\"users\":[%d],\"network\":\"127.0.0.0/24\",\"count\":3,\"unknown\":1}"
                            .formatted(erna.id()),
                    refused.getFirst().path("data").asText());
            assertTrue(refused.getFirst().path("actor").isNull());
        }
    }

    private static List<JsonNode> found(String query) {
        return found(auditor, query);
    }

    private static List<JsonNode> found(TestUser by, String query) {
        Reply reply = by.get(EVENTS + "?" + query);
        assertEquals(200, reply.status(), () -> query + reply.json());
        var found = new ArrayList<JsonNode>();
        reply.json().path("data").forEach(found::add);
        return found;
    }
}
