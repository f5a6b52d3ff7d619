package minutebook.web.live.socketio;

import static minutebook.web.live.socketio.RawClient.PATIENCE_MILLIS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import minutebook.web.live.engine.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our endpoint, as one meets it who knows the protocol and does not keep to it. */
class EndpointIT {

    private static final String POLL = "EIO=4&transport=polling";
    private static final String SOCKET = "EIO=4&transport=websocket";
    private static final String CONNECT = "40/ws/messages,{\"token\":\"" + EchoServer.TOKEN + "\"}";
    private static final String ECHO = "42/ws/messages,[\"echo\",\"x\"]";

    private EchoServer server = new EchoServer(Limits.defaults());

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,     EIO=4&transport=polling&sid=AAAAAAAAAAAAAAAAAAAAAAAAAAA, 400, 1",
        "GET,     EIO=4&transport=polling&sid=..%2F,                       400, 1",
        "POST,    EIO=4&transport=polling,                                 400, 2",
        "GET,     EIO=4&transport=carrier-pigeon,                          400, 0",
        "GET,     EIO=4&transport=websocket,                               400, 3",
        "GET,     EIO=4&EIO=4&transport=polling,                           400, 3",
        "GET,     transport=polling,                                       400, 5",
        "GET,     EIO=3&transport=polling,                                 400, 5",
        "PUT,     EIO=4&transport=polling,                                 405, 3",
        "DELETE,  EIO=4&transport=polling,                                 405, 3",
    })
    void a_request_that_is_no_good_is_told_so_in_the_words_of_Engine_IO(
            String method, String query, int status, int code) throws Exception {
        String answer = RawClient.http(server.port(), method, query, "");

        assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
        assertTrue(answer.contains("{\"code\":" + code + ",\"message\":"), answer);
        assertEquals(0, server.socketIo.sessions());
    }

    @Test
    void a_refused_body_is_not_taken_for_the_next_request() throws Exception {
        try (var client = new RawClient(server.port())) {
            client.request(
                    "POST", POLL, "GET /socket.io/?" + POLL + " HTTP/1.1\r\nHost: x\r\n\r\n");

            assertTrue(client.answer().contains("\"code\":2"));
            assertEquals(-1, client.in().read());
        }
    }

    @Test
    void a_friendly_origin_is_named_and_no_other() throws Exception {
        String friend =
                RawClient.http(
                        server.port(), "GET", POLL, "", "Origin: " + EchoServer.ALLOWED_ORIGIN);
        String own = RawClient.http(server.port(), "GET", POLL, "", "Origin: http://127.0.0.1");
        String preflight =
                RawClient.http(
                        server.port(),
                        "OPTIONS",
                        POLL,
                        "",
                        "Origin: " + EchoServer.ALLOWED_ORIGIN,
                        "Access-Control-Request-Method: POST");

        assertTrue(
                friend.contains("Access-Control-Allow-Origin: " + EchoServer.ALLOWED_ORIGIN),
                friend);
        assertTrue(own.startsWith("HTTP/1.1 200"), own);
        assertFalse(own.contains("Access-Control"), own);
        assertTrue(
                preflight.contains("Access-Control-Allow-Headers: Authorization, Content-Type"),
                preflight);
    }

    @Test
    void two_polls_at_once_end_the_session() throws Exception {
        String sid = openByPolling();
        try (var one = new RawClient(server.port());
                var other = new RawClient(server.port())) {
            one.request("GET", POLL + "&sid=" + sid, "");
            other.request("GET", POLL + "&sid=" + sid, "");
            String answers = one.answer() + other.answer();

            assertTrue(answers.contains("{\"code\":3,"), answers);
            assertTrue(answers.contains("\r\n\r\n1"), answers);
            assertEquals(0, server.socketIo.sessions());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "5", "2", "40/ws/messages,"})
    void a_failed_probe_leaves_polling_alive(String instead) throws Exception {
        String sid = openByPolling();
        try (var probe = RawClient.webSocket(server.port(), SOCKET + "&sid=" + sid)) {
            assertTrue(probe.answer().startsWith("HTTP/1.1 101"));
            probe.text(instead);
            assertTrue(probe.isClosedWithin(PATIENCE_MILLIS));
        }

        assertEchoByPolling(sid);
    }

    @Test
    void a_probe_that_goes_away_after_its_answer_leaves_polling_alive() throws Exception {
        String sid = openByPolling();
        try (var probe = RawClient.webSocket(server.port(), SOCKET + "&sid=" + sid)) {
            probe.answer();
            probe.text("2probe");
            assertEquals("3probe", probe.read());
        }

        assertEchoByPolling(sid);
    }

    @Test
    void after_the_upgrade_only_the_WebSocket_counts() throws Exception {
        String sid = openByPolling();
        try (var socket = RawClient.webSocket(server.port(), SOCKET + "&sid=" + sid)) {
            socket.answer();
            socket.text("2probe");
            socket.read();
            socket.text("5");
            socket.text(CONNECT);
            assertTrue(socket.readUntil("40", PATIENCE_MILLIS).startsWith("40/ws/messages,"));

            assertTrue(
                    RawClient.http(server.port(), "GET", POLL + "&sid=" + sid, "")
                            .contains("\"code\":3"));
            socket.text(ECHO);
            assertEquals(ECHO, socket.readUntil("42", PATIENCE_MILLIS));
        }
    }

    @Test
    void who_does_not_log_in_is_sent_away() throws Exception {
        beImpatient();
        try (var stranger = RawClient.open(server.port())) {
            assertTrue(stranger.isClosedWithin(PATIENCE_MILLIS));
            assertEquals(0, server.socketIo.strangers());
        }
    }

    @Test
    void a_stranger_says_little() throws Exception {
        try (var stranger = RawClient.open(server.port())) {
            stranger.text("40/ws/messages,{\"token\":\"" + "x".repeat(17_000) + "\"}");

            assertEquals(
                    RawClient.CLOSED + " 1009",
                    stranger.readUntil(RawClient.CLOSED, PATIENCE_MILLIS));
        }
    }

    @Test
    void nobody_talks_without_end() throws Exception {
        try (var talker = RawClient.loggedIn(server.port())) {
            for (int i = 0; i < 3_000; i++) {
                talker.text("3");
            }

            assertEquals(
                    RawClient.CLOSED + " 1008",
                    talker.readUntil(RawClient.CLOSED, PATIENCE_MILLIS));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "810548656c6c6f,     1002",
        "c18000000000,       1002",
        "838000000000,       1002",
        "808000000000,       1002",
        "89fe007e00000000,   1002",
        "81ffffffffffffffff, 1002",
        "828000000000,       1003",
        "818100000000ff,     1007",
        "81ff7fffffffffffffff, 1009",
    })
    void a_broken_frame_ends_its_session_and_no_other(String hex, int code) throws Exception {
        try (var broken = RawClient.loggedIn(server.port());
                var other = RawClient.loggedIn(server.port())) {
            broken.send(HexFormat.of().parseHex(hex + "00".repeat(20)));
            broken.send("and garbage behind it".getBytes(StandardCharsets.US_ASCII));

            assertEquals(
                    RawClient.CLOSED + " " + code,
                    broken.readUntil(RawClient.CLOSED, PATIENCE_MILLIS));
            other.text(ECHO);
            assertEquals(ECHO, other.readUntil("42", PATIENCE_MILLIS));
        }
    }

    @Test
    void half_a_frame_is_not_waited_for_without_end() throws Exception {
        beImpatient();
        try (var slow = RawClient.loggedIn(server.port())) {
            slow.send(HexFormat.of().parseHex("81fe100000000000"));

            assertTrue(slow.isClosedWithin(PATIENCE_MILLIS));
        }
    }

    @Test
    void frames_that_come_together_are_all_heard_and_a_close_is_answered() throws Exception {
        try (var client = RawClient.loggedIn(server.port())) {
            client.text(ECHO);
            client.text(ECHO);
            client.frame(0x89, "here?".getBytes(StandardCharsets.US_ASCII));
            client.frame(0x88, new byte[] {0x03, (byte) 0xE8});

            assertEquals(
                    RawClient.CLOSED + " 1000",
                    client.readUntil(RawClient.CLOSED, PATIENCE_MILLIS));
            assertEquals(2, server.heard.stream().filter("echo"::equals).count());
        }
    }

    @Test
    void who_is_dismissed_is_not_heard_any_more() throws Exception {
        try (var client = RawClient.loggedIn(server.port())) {
            assertEquals(List.of("connect anna"), server.heard(1));
            SocketIo.close(server.clients.getFirst());
            assertEquals("41/ws/messages,", client.read());
            client.text(ECHO);

            assertTrue(client.isClosedWithin(PATIENCE_MILLIS));
            assertEquals(List.of("disconnect"), server.heard(1));
        }
    }

    @Test
    void all_are_told_when_the_server_stops() throws Exception {
        String sid = openByPolling();
        try (var socket = RawClient.loggedIn(server.port())) {
            var poll =
                    CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return RawClient.http(
                                            server.port(), "GET", POLL + "&sid=" + sid, "");
                                } catch (IOException e) {
                                    return e.toString();
                                }
                            });
            server.close();

            assertEquals(
                    RawClient.CLOSED + " 1001",
                    socket.readUntil(RawClient.CLOSED, PATIENCE_MILLIS));
            assertTrue(poll.join().endsWith("\r\n\r\n1"), poll.join());
        }
    }

    /** Only where a deadline is to pass: on a busy machine a second is not much. */
    private void beImpatient() {
        server.close();
        server = new EchoServer(Target.impatient());
    }

    private String openByPolling() throws Exception {
        return RawClient.http(server.port(), "GET", POLL, "")
                .replaceAll("(?s).*\"sid\":\"([^\"]+)\".*", "$1");
    }

    private void assertEchoByPolling(String sid) throws Exception {
        String query = POLL + "&sid=" + sid;
        assertAnswer("ok", "POST", query, CONNECT);
        assertAnswer("40/ws/messages,", "GET", query, "");
        assertAnswer("ok", "POST", query, ECHO);
        assertAnswer(ECHO, "GET", query, "");
    }

    private void assertAnswer(String expected, String method, String query, String body)
            throws Exception {
        String answer = RawClient.http(server.port(), method, query, body);
        assertTrue(answer.contains(expected), method + ": " + answer);
    }
}
