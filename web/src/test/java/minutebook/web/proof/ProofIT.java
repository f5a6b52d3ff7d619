package minutebook.web.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import minutebook.events.users.Role;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.mail.MailTable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a server offers as a proof, and what it proves. */
class ProofIT {
    private static TestServer server;
    private static TestUser auditor;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer();
        auditor = server.register("auditor");
        server.grant(auditor, Role.AUDITOR);
        for (int i = 0; i < 5; i++) {
            auditor.createProject("Bridge " + i, List.of(), List.of());
        }
        new MailTable(server.database()).awaitAllEnded();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void an_auditor_verifies_the_book_or_a_piece_of_it_and_hears_how_far_it_is() throws Exception {
        long head = head();

        Reply all = auditor.get("/api/v1/audit/verify");
        assertEquals(200, all.status());
        assertTrue(all.at("/whole").asBoolean(), all.json().toString());
        assertEquals(1, all.at("/piece/from").asLong());
        assertEquals(head, all.at("/piece/to").asLong());
        assertTrue(all.at("/piece/to_the_end").asBoolean());
        // Whether the node, which signs as it starts, found the first events already, is chance.
        int signed = auditor.get("/api/v1/audit/checkpoints").at("/total").asInt();
        assertEquals(signed, all.at("/piece/checkpoints").asInt());
        assertEquals(signed == 0, all.at("/warning").isTextual(), all.json().toString());

        Reply piece = auditor.get("/api/v1/audit/verify?from=2&to=4");
        assertEquals(2, piece.at("/piece/from").asLong());
        assertEquals(4, piece.at("/piece/to").asLong());
        assertEquals(
                text("select encode(hash, 'hex') from book.event where position = 4"),
                piece.at("/piece/hash").asText());

        List<String> lines = asLines("/api/v1/audit/verify").http().body().lines().toList();
        assertTrue(lines.getLast().contains("\"whole\":true"), lines.getLast());
    }

    @Test
    void positions_that_there_are_not_are_told() throws Exception {
        long head = head();
        assertInvalid(
                "?from=0",
                "from",
                "'from' must be a position of the book: a whole number from 1 on.");
        assertInvalid(
                "?to=x", "to", "'to' must be a position of the book: a whole number from 1 on.");
        assertInvalid("?from=3&to=2", "from", "'from' must not be behind 'to'.");
        String end = "is behind the end of the book, which is at %d.".formatted(head);
        assertInvalid("?from=999999", "from", "'from' 999999 " + end);
        assertInvalid("?to=999999", "to", "'to' 999999 " + end);
        assertEquals(400, asLines("/api/v1/audit/verify?to=999999").status());
    }

    @Test
    void what_a_node_signs_is_offered_with_the_key_that_tells_that_it_did() throws Exception {
        var key = VerifyingKey.of(auditor.get("/api/v1/audit/checkpoints/key").http().body());
        Reply list = auditor.get("/api/v1/audit/checkpoints");
        List<String> all = asLines("/api/v1/audit/checkpoints").http().body().lines().toList();

        assertEquals(list.at("/total").asInt(), all.size());
        for (String line : all) {
            assertTrue(SignedCheckpoint.read(line.getBytes(UTF_8)).isSignedBy(key), line);
        }
        for (JsonNode each : list.at("/data")) {
            assertTrue(SignedCheckpoint.of(each).isSignedBy(key), each.toString());
        }
    }

    private static void assertInvalid(String query, String field, String text) {
        Reply reply = auditor.get("/api/v1/audit/verify" + query);
        assertEquals(400, reply.status());
        assertEquals(text, reply.at("/errors/" + field).asText());
    }

    private static Reply asLines(String path) {
        return auditor.send("GET", path, null, Map.of("Accept", "application/x-ndjson"));
    }

    private static long head() throws SQLException {
        return Long.parseLong(text("select position from book.head"));
    }

    private static String text(String sql) throws SQLException {
        try (var connection = server.database().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
