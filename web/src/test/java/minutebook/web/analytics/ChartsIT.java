package minutebook.web.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import minutebook.events.users.Role;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.live.socketio.NodeClients;
import minutebook.web.mail.MailTable;
import minutebook.web.messages.Speaker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The charts over HTTP, of what some people did just now. */
class ChartsIT {
    private static String today = "";

    private static TestServer server;
    private static TestUser anna;
    private static TestUser dana;
    private static long bridge;
    private static String position = "";

    @BeforeAll
    static void start() throws Exception {
        awaitMidnightIfNear();
        today = LocalDate.now(ZoneOffset.UTC).toString();
        server = new TestServer();
        anna = server.register("anna");
        TestUser ben = server.register("ben");
        dana = server.register("dana");
        server.grant(dana, Role.ANALYST);
        bridge = anna.createProject("=Bridge, the \\\"long\\\" one", List.of(), List.of(ben));
        anna.createProject("Tunnel", List.of(), List.of(ben));
        try (var annas = new Speaker(anna);
                var bens = new Speaker(ben)) {
            annas.send(Map.of("project_id", bridge, "content", "Is it long?"));
            bens.send(Map.of("project_id", bridge, "content", "Longer than ever."));
            annas.send(Map.of("project_id", bridge, "content", "psst", "receiver_id", ben.id()));
        }
        String newest = ben.get("/api/v1/notifications").at("/data/0/id").asText();
        Reply read = ben.put("/api/v1/notifications/read", "{\"up_to\": \"%s\"}".formatted(newest));
        assertEquals(200, read.status(), read.json().toString());
        position = String.valueOf(read.header("Event-Position"));
    }

    /** All that happens here must happen on one day. */
    private static void awaitMidnightIfNear() throws InterruptedException {
        var now = LocalDateTime.now(ZoneOffset.UTC);
        LocalDateTime midnight = now.toLocalDate().plusDays(1).atStartOfDay();
        if (now.plusMinutes(5).isAfter(midnight)) {
            // A second more, for clocks that are read less exactly.
            Thread.sleep(Duration.between(now, midnight).plusSeconds(1));
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void the_numbers_are_those_of_what_happened() {
        assertEquals("[\"" + today + "\",2,1,0,2]", last("activity", "").toString());
        assertEquals("[\"" + today + "\",2,0,2]", last("projects", "").toString());
        assertEquals("[\"" + today + "\",2,0,2]", last("members", "").toString());
        assertEquals("[\"" + today + "\",1,0,1]", last("members", "project=" + bridge).toString());
        assertEquals(1, last("responses", "").get(1).intValue());
        assertEquals(2, last("notifications", "").get(2).intValue());
        assertEquals(3, last("logins", "").get(2).intValue());
        assertEquals(2, last("logins", "project=" + bridge).get(2).intValue());
        assertEquals(
                "[%d,\"=Bridge, the \\\"long\\\" one\",3,2]".formatted(bridge),
                last("busiest", "").toString());
    }

    @ParameterizedTest
    @EnumSource
    void a_chart_is_what_its_sql_gives_for_every_filter(Chart chart) throws Exception {
        for (String filter : List.of("", "project=" + bridge, "from=2020-01-01&to=2020-02-29")) {
            JsonNode answer = chart(chart.text(), filter).json();
            List<String> expected = new ArrayList<>();
            for (JsonNode row : answer.at("/rows")) {
                List<String> values = new ArrayList<>();
                row.forEach(it -> values.add(it.isNull() ? "" : plain(it.asText())));
                expected.add(String.join("|", values));
            }
            assertEquals(expected, ask(answer.at("/sql").asText()), filter);
        }
    }

    @Test
    void csv_has_the_same_numbers_for_any_program_that_reads_it() {
        Reply csv =
                dana.send(
                        "GET",
                        "/api/v1/analytics/busiest?from=%1$s&to=%1$s".formatted(today),
                        null,
                        Map.of("Accept", "text/csv", "Min-Position", position));
        assertEquals(200, csv.status());
        assertEquals("text/csv; charset=utf-8; header=present", csv.header("Content-Type"));
        assertEquals(
                "attachment; filename=\"busiest-%1$s-%1$s.csv\"".formatted(today),
                csv.header("Content-Disposition"));
        assertEquals(
                "project,title,messages,people\r\n%d,\"'=Bridge, the \"\"long\"\" one\",3,2\r\n"
                        .formatted(bridge),
                csv.http().body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "project=0|project|'project' must be the number of a project, or absent.",
                "project=x|project|'project' must be the number of a project, or absent.",
                "project=999999|project|There is no project 999999.",
                "proyect=1|proyect|'proyect' is not known here, only: project, from, to.",
                "from=yesterday|from|'from' must be a day from 2000-01-01 to 2199-12-31, as in 2026-01-31.",
                "to=2026-02-30|to|'to' must be a day from 2000-01-01 to 2199-12-31, as in 2026-01-31.",
                "to=1999-12-31|to|'to' must be a day from 2000-01-01 to 2199-12-31, as in 2026-01-31.",
                "from=2026-02-02&to=2026-02-01|from|'from' must not be after 'to', which is 2026-02-01.",
                "from=2000-01-01&to=2026-02-01|from|From 'from' to 'to' are at most 3660 days.",
            })
    void a_filter_that_makes_no_sense_is_named(String filter, String field, String text) {
        Reply refused = dana.get("/api/v1/analytics/activity?" + filter);
        assertEquals(400, refused.status());
        assertEquals(text, refused.at("/errors/" + field).asText());
    }

    @Test
    void only_analysts_see_charts() {
        assertEquals(401, TestUser.nobody(server.url()).get("/api/v1/analytics/activity").status());
        assertEquals(403, anna.get("/api/v1/analytics/activity").status());
        assertEquals(404, dana.get("/api/v1/analytics/weather").status());
    }

    @Test
    void the_page_and_its_parts_are_ours_alone() {
        TestUser nobody = TestUser.nobody(server.url());
        Reply page = nobody.get("/analytics");
        assertEquals(200, page.status());
        assertTrue(
                String.valueOf(page.header("Content-Security-Policy"))
                        .contains("script-src 'self';"));
        for (String part :
                List.of("analytics.css", "analytics.js", "drawing.js", "session.js", "chart.js")) {
            assertEquals(200, nobody.get("/analytics/" + part).status(), part);
        }
        assertEquals(404, nobody.get("/analytics/other.js").status());
    }

    @Test
    void the_page_draws_these_numbers_in_a_browser() throws Exception {
        var expected = JsonNodeFactory.instance.objectNode();
        for (Chart chart : Chart.values()) {
            // To look at the page is a log-in itself.
            if (chart != Chart.LOGINS) {
                expected.set(chart.text(), chart(chart.text(), "").at("/rows"));
            }
        }
        NodeClients.test(
                "analytics.test.js",
                Map.of(
                        "SERVER_URL", server.url().toString(),
                        "ANALYST", dana.email(),
                        "MEMBER", anna.email(),
                        "PASSWORD", TestUser.PASSWORD,
                        "PROJECT", Long.toString(bridge),
                        "EXPECTED", expected.toString()));
    }

    @Test
    void the_questions_of_the_page_for_analysts_have_answers() throws Exception {
        String page = Files.readString(Path.of("../docs/analytics.md"));
        new MailTable(server.database()).awaitAllEnded();
        String head = ask("select position from book.head").getFirst();
        assertEquals(200, at(head, "activity", "").status());
        List<String> questions =
                Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL)
                        .matcher(page)
                        .results()
                        .map(it -> it.group(1))
                        .toList();
        assertEquals(9, questions.size());
        for (String question : questions) {
            assertFalse(ask(question.replace(";", "")).isEmpty(), question);
        }
        for (String column :
                ask(
                        "select table_name || '|' || column_name from information_schema.columns"
                                + " where table_schema = 'analytics'")) {
            int end = column.indexOf('|');
            assertTrue(
                    page.lines()
                            .anyMatch(
                                    it ->
                                            it.startsWith("| `" + column.substring(0, end) + "`")
                                                    && it.contains(
                                                            "`" + column.substring(end + 1) + "`")),
                    column + " is not in docs/analytics.md");
        }
    }

    private static JsonNode last(String chart, String filter) {
        JsonNode rows = chart(chart, filter).at("/rows");
        return rows.get(rows.size() - 1);
    }

    private static Reply chart(String chart, String filter) {
        Reply reply = at(position, chart, filter);
        assertEquals(200, reply.status(), reply.json().toString());
        assertNotNull(reply.at("/current/recorded_at").textValue());
        return reply;
    }

    private static Reply at(String minPosition, String chart, String filter) {
        return dana.send(
                "GET",
                "/api/v1/analytics/" + chart + "?" + filter,
                null,
                Map.of("Min-Position", minPosition));
    }

    /** A number may have zeros at its end, or not. */
    private static String plain(String value) {
        return value.matches("[0-9]+\\.[0-9]+") ? value.replaceFirst("\\.?0+$", "") : value;
    }

    /** Rows as the database gives them, with | between the values. */
    private static List<String> ask(String sql) throws SQLException {
        try (var connection = server.database().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                var values = new ArrayList<String>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    String value = rows.getString(i);
                    values.add(value == null ? "" : plain(value));
                }
                found.add(String.join("|", values));
            }
            return found;
        }
    }
}
