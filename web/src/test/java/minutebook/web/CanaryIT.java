package minutebook.web;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import minutebook.web.docs.CheckedSocket;
import minutebook.web.http.RawHttp;
import minutebook.web.log.JsonLines;
import minutebook.web.log.TextLines;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * One word is put into everything that can be sent, in good form and bad. It must come back in no
 * error, and stand in no log and no metric.
 */
class CanaryIT {
    private static final String CANARY = "canary7391";
    private static final Map<String, Object> MESSAGE =
            Map.of(
                    "project_id",
                    1,
                    "content",
                    CANARY,
                    "file_name",
                    CANARY + ".exe",
                    "file_base64",
                    CANARY);
    // Held on to, or its level would go with it.
    private static final Logger REQUESTS = Logger.getLogger("minutebook.web.door.RequestLog");
    private static final Queue<String> LOG = new ConcurrentLinkedQueue<>();

    private static TestServer server;
    private static TestUser anna;

    /** Keeps what the console would show. */
    private static final class Recorder extends Handler {
        private final Formatter text = new TextLines();
        private final Formatter json = new JsonLines();

        @Override
        public void publish(LogRecord entry) {
            // The tests' database talks to the same log, which the server's own does not.
            if (!String.valueOf(entry.getLoggerName()).startsWith("io.zonky.")) {
                LOG.add(text.format(entry) + json.format(entry));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeAll
    static void start() {
        LogFormat.TEXT.use();
        Logger.getLogger("").addHandler(new Recorder());
        // With a line for each request, as LOG_REQUESTS=on has it.
        REQUESTS.setLevel(Level.FINE);
        server = new TestServer();
        anna = server.register("anna");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        System.clearProperty("io.helidon.logging.config.disabled");
        LogManager.getLogManager().readConfiguration();
    }

    @Test
    void nothing_that_was_sent_is_told_to_anybody_else() throws Exception {
        System.getLogger("CanaryIT").log(System.Logger.Level.WARNING, "the recorder hears");

        sendRaw();
        sendJson();
        connectSockets();
        breakAProjector();

        String log = String.join("", LOG);
        assertTrue(log.contains("the recorder hears"));
        assertTrue(log.contains("GET /api/v1/users/stream/{token}: 401, "), log);
        assertTrue(log.contains(" stopped at "), "the projector's failure is told: " + log);
        assertFalse(log.contains(CANARY), log);
        String metrics = RawHttp.exchange(server.url(), get("/observe/metrics", ""));
        assertTrue(metrics.contains("requests"), metrics);
        assertFalse(metrics.contains(CANARY), metrics);
        assertFalse(
                RawHttp.exchange(server.url(), get("/observe/health/ready", "")).contains(CANARY));
    }

    private static void sendRaw() throws Exception {
        String jwt = "eyJhbGciOiJIUzI1NiJ9." + CANARY + "." + CANARY;
        String token = Objects.requireNonNull(anna.token());
        for (String request :
                List.of(
                        get("/" + CANARY, ""),
                        get("/" + CANARY + "%zz", ""),
                        get("/?x=" + CANARY + "%zz", ""),
                        get("/" + CANARY + "\0", ""),
                        get("/" + CANARY + "x".repeat(5_000), ""),
                        get("/api/v1/users/stream/" + CANARY, ""),
                        get("/api/v1/users/stream/" + jwt, ""),
                        get("/api/v1/users/stream/" + jwt + "/x", ""),
                        get("/api/v1/users/stream?token=" + CANARY, ""),
                        get("/api/v1/users/stream?token=" + jwt, "Last-Event-ID: " + CANARY),
                        get("/api/v1/users/stream/" + CANARY, "Origin: https://" + CANARY),
                        get("/api/v1/users/me", "Authorization: Bearer " + CANARY),
                        get("/api/v1/users/me", "Authorization: Bearer " + jwt),
                        get("/api/v1/users/me", "Authorization: Bearer " + token + CANARY),
                        get("/api/v1/users/me", "Authorization: " + CANARY),
                        get("/api/v1/users/me", "Cookie: " + CANARY),
                        get("/api/v1/users/me", "X-Request-Id: " + CANARY),
                        get("/api/v1/projects?page=" + CANARY, "Authorization: Bearer " + token),
                        get("/api/v1/projects/" + CANARY, "Authorization: Bearer " + token),
                        get("/api/v1/files/" + CANARY, "Authorization: Bearer " + token),
                        get("/observe/" + CANARY, ""),
                        get("/x", "Host: " + CANARY),
                        get("/x", CANARY),
                        get("/x", CANARY + " : x"),
                        get("/x", "X: " + CANARY + "\0"),
                        get("/x", "Content-Length: " + CANARY),
                        get("/x", "Transfer-Encoding: " + CANARY),
                        get("/x", "Expect: " + CANARY),
                        get("/x", "Content-Encoding: " + CANARY + "\r\nContent-Length: 1") + "x",
                        get("/x", "X: " + CANARY.repeat(2_000)),
                        CANARY + " /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
                        CANARY + "\r\n\r\n",
                        "GET /" + CANARY + " HTTP/1.0\r\n\r\n",
                        "GET http://" + CANARY + "/ HTTP/1.1\r\nHost: h\r\n\r\n",
                        post("/auth/login", "Transfer-Encoding: chunked", CANARY + "\r\n"),
                        post(
                                "/auth/login",
                                "Content-Type: " + CANARY + "\r\nContent-Length: 1",
                                "x"),
                        get("/socket.io/?EIO=4&transport=" + CANARY, ""),
                        get("/socket.io/?EIO=4&transport=polling&sid=" + CANARY, ""),
                        get("/socket.io/?EIO=" + CANARY + "&transport=polling", ""),
                        get("/socket.io/?EIO=4&transport=polling", "Origin: " + CANARY),
                        get(
                                "/socket.io/?EIO=4&transport=websocket&x=" + CANARY,
                                "Upgrade: websocket\r\nSec-WebSocket-Key: " + CANARY))) {
            assertTellsNothing(RawHttp.exchange(server.url(), request));
        }
        // Gone in the middle of a body.
        RawHttp.head(
                server.url(),
                "GET /x HTTP/1.1\r\nHost: h\r\n\r\n"
                        + post("/auth/login", "Content-Length: 500", "{\"email\": \"" + CANARY));
    }

    private static void sendJson() {
        for (String body :
                List.of(
                        "{\"email\": \"" + CANARY,
                        "{\"email\": " + CANARY + "}",
                        "{\"email\": \"a\", \"email\": \"" + CANARY + "\"}",
                        "{\"" + CANARY + "\": 1, \"" + CANARY + "\": 1}",
                        "\"" + CANARY + "\"",
                        "{\"email\": [\"" + CANARY + "\"], \"password\": {\"" + CANARY + "\": 1}}",
                        "{\"email\": \"" + CANARY + "\", \"password\": \"" + CANARY + "\"}",
                        "{\"email\": \"x@" + CANARY + ".org\", \"password\": \"" + CANARY + "\"}",
                        "{\"older_password\": \""
                                + CANARY
                                + "\", \"new_password\": \""
                                + CANARY
                                + "\"}",
                        "{\"title\": [\"" + CANARY + "\"]}",
                        "{\"title\": \"" + CANARY + "\\u0000\"}",
                        "{\"participant\": \"" + CANARY + "\"}")) {
            for (String path :
                    List.of(
                            "POST /auth/login",
                            "POST /api/v1/users",
                            "PUT /api/v1/users/me",
                            "PUT /api/v1/users/me/reset-password",
                            "POST /api/v1/projects",
                            "POST /api/v1/projects/1/invite")) {
                String[] parts = path.split(" ", 2);
                var request =
                        HttpRequest.newBuilder(server.url().resolve(parts[1]))
                                .method(parts[0], BodyPublishers.ofString(body))
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", CANARY)
                                .header("Authorization", "Bearer " + anna.token())
                                .build();
                var reply = TestUser.send(request);
                if (reply.status() >= 400) {
                    assertFalse(reply.http().body().contains(CANARY), reply.http().body());
                }
            }
        }
    }

    private static void connectSockets() throws Exception {
        for (String transport : List.of("polling", "websocket")) {
            for (CheckedSocket stranger : sockets(transport, CANARY, (_, _) -> {})) {
                assertThrows(IllegalStateException.class, stranger::connect);
                stranger.close();
            }
            var told = new Semaphore(0);
            String token = Objects.requireNonNull(anna.token());
            CheckedSocket.Listener listener =
                    (event, _) -> told.release(event.equals("error") ? 1 : 0);
            for (CheckedSocket friend : sockets(transport, token, listener)) {
                told.drainPermits();
                friend.connect();
                friend.emit(CANARY, CANARY);
                friend.emit("join_project", CANARY);
                friend.emit("leave_project", new JSONObject(Map.of("project_id", CANARY)));
                friend.emit("send_message", new JSONObject(MESSAGE));
                assertTrue(told.tryAcquire(3, 10, TimeUnit.SECONDS));
                friend.close();
            }
        }
        String open =
                RawHttp.exchange(server.url(), get("/socket.io/?EIO=4&transport=polling", ""));
        String sid = open.split("\"sid\":\"", 2)[1].split("\"", 2)[0];
        String malformed = "42/ws/messages,9999999999[\"" + CANARY + "\"";
        assertTellsNothing(
                RawHttp.exchange(
                        server.url(),
                        post(
                                "/socket.io/?EIO=4&transport=polling&sid=" + sid,
                                "Content-Type: text/plain\r\nContent-Length: " + malformed.length(),
                                malformed)));
    }

    private static List<CheckedSocket> sockets(
            String transport, String token, CheckedSocket.Listener listener) {
        return List.of(
                CheckedSocket.byHeader(server.url(), token, transport, listener),
                CheckedSocket.byAuth(server.url(), token, transport, listener));
    }

    /** Its tables refuse the next row, and PostgreSQL would say what stands in it. */
    private static void breakAProjector() throws SQLException {
        try (Connection connection = server.database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter table queries.project add check (title not like 'canary%')");
        }
        anna.post("/api/v1/projects", "{\"title\": \"" + CANARY + " bridge\"}");
    }

    private static void assertTellsNothing(String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 "), answer);
        assertFalse(answer.contains(CANARY), answer);
    }

    private static String get(String target, String line) {
        return "GET %s HTTP/1.1\r\nHost: h\r\nConnection: close\r\n%s\r\n"
                .formatted(target, line.isEmpty() ? "" : line + "\r\n");
    }

    private static String post(String target, String lines, String body) {
        return "POST %s HTTP/1.1\r\nHost: h\r\nConnection: close\r\n%s\r\n\r\n%s"
                .formatted(target, lines, body);
    }
}
