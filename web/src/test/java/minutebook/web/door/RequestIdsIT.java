package minutebook.web.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request is called: what a trusted proxy calls it, if that can be written to a log. */
class RequestIdsIT {
    private static final Pattern OURS = Pattern.compile("(?i)\r\nX-Request-Id: ([0-9a-f]{16})\r\n");

    @Test
    void a_trusted_proxy_may_say_what_a_request_is_called() throws IOException {
        try (var server = behindProxy()) {
            String answer = get(server, "X-Request-Id: edge-1.a_B");

            assertTrue(answer.contains("\r\nX-Request-Id: edge-1.a_B\r\n"), answer);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "a\"b",
                "a@b",
                "é",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void what_cannot_be_written_to_a_log_gets_another_name(String id) throws IOException {
        try (var server = behindProxy()) {
            assertOurs(get(server, "X-Request-Id: " + id));
        }
    }

    @Test
    void of_a_stranger_it_means_nothing() throws IOException {
        try (var server = new BareServer(BareServer.LIMITS, List.of(), List.of())) {
            assertOurs(get(server, "X-Request-Id: mine"));
        }
    }

    @Test
    void what_is_no_request_has_one_too_and_each_another() throws IOException {
        try (var server = behindProxy()) {
            String first = assertOurs(get(server, "Content-Length: x"));
            String second = assertOurs(get(server, "Content-Length: x"));

            assertTrue(!first.equals(second), first);
        }
    }

    private static BareServer behindProxy() {
        return new BareServer(BareServer.LIMITS, List.of(Network.parse("127.0.0.0/8")), List.of());
    }

    private static String get(BareServer server, String line) throws IOException {
        return server.exchange(
                "GET /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + line + "\r\n\r\n");
    }

    private static String assertOurs(String answer) {
        Matcher id = OURS.matcher(answer);
        assertTrue(id.find(), answer);
        assertEquals(1, answer.split("X-Request-Id", -1).length - 1, answer);
        return id.group(1);
    }
}
