package minutebook.web.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.http.Json;
import minutebook.web.log.JsonLines;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** By what an answer calls its request, all that was written about it is found in the log. */
class RequestIdIT {
    private static final Logger REQUESTS = Logger.getLogger("minutebook.web.door.RequestLog");
    private static final Queue<String> LOG = new ConcurrentLinkedQueue<>();
    private static final Handler RECORDER = new Recorder();

    private static TestServer server;
    private static TestUser anna;

    private static final class Recorder extends Handler {
        private final JsonLines form = new JsonLines();

        @Override
        public void publish(LogRecord entry) {
            LOG.add(form.format(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeAll
    static void start() {
        REQUESTS.setLevel(Level.FINE);
        REQUESTS.addHandler(RECORDER);
        server = new TestServer();
        anna = server.register("anna");
    }

    @AfterAll
    static void stop() {
        server.close();
        REQUESTS.removeHandler(RECORDER);
        REQUESTS.setLevel(null);
    }

    @Test
    void a_command_is_found_with_its_command_id_and_its_position() throws Exception {
        Reply done = anna.post("/api/v1/projects", "{\"title\": \"Found\"}");

        JsonNode line = line(id(done));

        assertTrue(line.path("message").asText().startsWith("POST /api/v1/projects: 201, "));
        assertEquals(done.header("Event-Position"), line.path("position").asText());
        try (var connection = server.database().getConnection();
                var rows =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "select command_id from book.event where position = "
                                                + line.path("position").asLong())) {
            rows.next();
            assertEquals(rows.getString(1), line.path("command_id").asText());
        }
    }

    @Test
    void the_next_request_of_a_connection_has_nothing_of_the_one_before() throws Exception {
        anna.post("/api/v1/projects", "{\"title\": \"Before\"}");
        Reply asked = anna.get("/api/v1/projects");

        JsonNode line = line(id(asked));

        assertTrue(line.path("position").isMissingNode(), line::toString);
        assertTrue(line.path("command_id").isMissingNode(), line::toString);
    }

    @Test
    void each_request_has_another_whatever_a_stranger_calls_it() {
        String first = id(anna.get("/api/v1/projects"));
        Reply named = anna.send("GET", "/api/v1/projects", null, Map.of("X-Request-Id", "mine"));

        assertNotEquals("mine", id(named));
        assertNotEquals(first, id(named));
        assertTrue(first.matches("[0-9a-f]{16}"), first);
    }

    private static String id(Reply reply) {
        return String.valueOf(reply.header("X-Request-Id"));
    }

    /** The one line about a request, which is written before its answer. */
    private static JsonNode line(String requestId) throws Exception {
        List<String> lines = LOG.stream().filter(it -> it.contains(requestId)).toList();
        assertEquals(1, lines.size(), lines::toString);
        return Json.read(lines.getFirst().getBytes(StandardCharsets.UTF_8));
    }
}
