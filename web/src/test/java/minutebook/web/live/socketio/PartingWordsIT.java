package minutebook.web.live.socketio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import minutebook.web.live.engine.Limits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who is cut is told why: on a WebSocket by the code and reason of its close frame, by polling in
 * the words of Engine.IO. What the official clients make of it: scripts/clients/clients.test.js.
 */
class PartingWordsIT {

    private static final String POLL = "EIO=4&transport=polling";
    private static final String BINARY =
            "451-/ws/messages,[\"echo\",{\"_placeholder\":true,\"num\":0}]";

    private static EchoServer server;

    @BeforeAll
    static void start() {
        server = new EchoServer(Limits.defaults());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void binary_on_a_WebSocket() throws Exception {
        try (var frame = RawClient.loggedIn(server.port());
                var packet = RawClient.loggedIn(server.port())) {
            frame.frame(0x82, new byte[10]);
            packet.text(BINARY);

            assertEquals("Binary is not taken: send text.", frame.closeReason(1003));
            assertEquals("Binary is not taken: send text.", packet.closeReason(1003));
        }
    }

    @Test
    void too_long_a_packet_on_a_WebSocket() throws Exception {
        try (var client = RawClient.loggedIn(server.port())) {
            client.text("42/ws/messages,[\"echo\",\"" + "x".repeat(15_000_000) + "\"]");

            assertEquals("A packet is longer than may be sent.", client.closeReason(1009));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "451-,        400, '{\"code\":3,\"message\":\"Binary packets are not taken: send text\"}'",
        "4nonsense,   400, '{\"code\":3,\"message\":\"Bad request\"}'",
        "14680064,    413, '{\"code\":3,\"message\":\"Payload too large\"}'",
        "20000000,    413, 'The body is too large.'",
    })
    void by_polling(String body, int status, String words) throws Exception {
        String query = POLL + "&sid=" + loggedIn();
        String sent =
                body.chars().allMatch(Character::isDigit)
                        ? "4" + "x".repeat(Integer.parseInt(body))
                        : body.startsWith("451-") ? BINARY + "\u001ebAQID" : body;

        String answer = RawClient.http(server.port(), "POST", query, sent);

        assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
        assertTrue(answer.contains(words), answer);
    }

    private static String loggedIn() throws Exception {
        String sid = RawClient.sid(RawClient.http(server.port(), "GET", POLL, ""));
        String query = POLL + "&sid=" + sid;
        String connect = "40/ws/messages,{\"token\":\"" + EchoServer.TOKEN + "\"}";
        RawClient.http(server.port(), "POST", query, connect);
        assertTrue(RawClient.http(server.port(), "GET", query, "").contains("40/ws/messages,"));
        return sid;
    }
}
