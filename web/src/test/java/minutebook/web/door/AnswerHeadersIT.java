package minutebook.web.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.http.RawHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer of the whole server carries, and what pages of other origins may do. */
class AnswerHeadersIT {
    private static final String FRIEND = "https://friend.example";
    private static final String EVIL = "https://evil.example";

    private static TestServer server;
    private static TestUser anna;

    @BeforeAll
    static void start() {
        server = TestServer.withOrigins(List.of(FRIEND));
        anna = server.register("anna");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A first line, and perhaps more lines; {@code ~} ends one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | GET /api/v1/users/me",
                "401 | GET /api/v1/users/me~Authorization: Bearer x",
                "404 | GET /nope",
                "405 | PATCH /api/v1/users",
                "405 | TRACE /api/v1/users",
                "405 | TRACE /nope",
                "405 | FOO /nope",
                "405 | CONNECT h:80",
                "415 | POST /auth/login~Content-Length: 1",
                "413 | POST /auth/login~Content-Length: 99999999",
                "400 | GET /api/v1/users?x=%zz",
                "400 | GET /api/v1/users/%zz",
                "400 | GET /x~Content-Length: +3",
                "400 | GET /x~Content-Encoding: gzip~Content-Length: 2",
                "400 | GET /x~Host: g",
                "414 | GET /long",
                "505 | GET /x HTTP/1.0",
                "200 | GET /api/v1/users/stream",
                "401 | GET /api/v1/users/stream/x",
                "403 | GET /api/v1/users/stream/x~Origin: https://evil.example",
                "200 | GET /observe/health/ready",
                "200 | GET /observe/metrics",
                "404 | GET /observe/nope",
                "200 | GET /socket.io/?EIO=4&transport=polling",
                "400 | GET /socket.io/?EIO=3&transport=polling",
                "405 | PUT /socket.io/?EIO=4&transport=polling",
                "403 | GET /socket.io/?EIO=4&transport=polling~Origin: null",
                "403 | GET /socket.io/?EIO=4&transport=websocket~Upgrade: websocket~Origin: null",
                "400 | GET /socket.io/?EIO=4&transport=polling~Content-Length: 0~Content-Length: 0",
                "400 | POST /socket.io/?EIO=4&transport=polling~Transfer-Encoding: gzip, chunked",
                "400 | GET /socket.io/?EIO=4&transport=websocket~Upgrade: websocket~Host: g",
            })
    void tells_browsers_to_guess_keep_and_run_nothing(int status, String request)
            throws IOException {
        String head = head(request);

        assertTrue(head.startsWith("HTTP/1.1 " + status), head);
        for (String line :
                List.of(
                        "x-content-type-options: nosniff",
                        "content-security-policy: default-src 'none'; frame-ancestors 'none'",
                        "cache-control: no-store",
                        "referrer-policy: no-referrer",
                        "cross-origin-resource-policy: same-origin")) {
            assertEquals(1, count(head, line), line + " in " + head);
        }
        assertEquals(1, count(head, "content-type: "), head);
        assertEquals(1, count(head, "x-request-id: "), head);
        assertTrue(head.contains("charset=utf-8"), head);
        assertFalse(head.contains("strict-transport-security"), "is not reached by https");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config", "info", "log", "env", "health/live/x", ""})
    void those_who_watch_see_health_and_metrics_and_no_settings(String page) throws IOException {
        assertTrue(head("GET /observe/" + page).startsWith("HTTP/1.1 404"));
    }

    @Test
    void a_page_of_a_listed_origin_may_read_the_answers_also_errors() throws IOException {
        for (String request :
                List.of("GET /api/v1/users/me", "GET /nope", "GET /api/v1/users?page=x")) {
            String head = head(request + "~Origin: " + FRIEND);

            assertEquals(1, count(head, "access-control-allow-origin: " + FRIEND), head);
            assertEquals(1, count(head, "vary: origin"), head);
            assertTrue(
                    head.contains(
                            "expose-headers: event-position, etag, retry-after, location, x-request-id"));
            assertFalse(head.contains("allow-credentials"), head);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                EVIL,
                "null",
                "https://friend.example.evil.example",
                "https://friend.example:444",
                "http://friend.example",
                "https://friend.example, https://evil.example",
                "*",
                ""
            })
    void a_page_of_another_origin_is_answered_and_cannot_read_it(String origin) throws IOException {
        String head = head("GET /api/v1/users/me~Origin: " + origin);

        assertTrue(head.startsWith("HTTP/1.1 200"), head);
        assertFalse(head.contains("access-control"), head);
        assertEquals(1, count(head, "vary: origin"), head);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/projects, PUT",
        "/auth/login, POST",
        "/socket.io/?EIO=4&transport=polling, POST",
        "/nope, GET"
    })
    void a_listed_origin_may_ask_first_others_get_no_leave(String path, String method)
            throws IOException {
        String ask = "OPTIONS " + path + "~Access-Control-Request-Method: " + method;

        String friend = head(ask + "~Origin: " + FRIEND);
        String evil = head(ask + "~Origin: " + EVIL);

        assertTrue(friend.startsWith("HTTP/1.1 204"), friend);
        assertEquals(1, count(friend, "access-control-allow-origin: " + FRIEND), friend);
        for (String header :
                List.of(
                        "authorization",
                        "content-type",
                        "idempotency-key",
                        "if-match",
                        "min-position",
                        "last-event-id")) {
            assertTrue(friend.contains(header), header);
        }
        assertFalse(evil.startsWith("HTTP/1.1 2"), evil);
        assertFalse(evil.contains("access-control"), evil);
    }

    @Test
    void streams_are_for_pages_of_our_own_for_friends_and_for_programs() throws IOException {
        String stream = "GET /api/v1/users/stream/" + anna.token();
        String own = "http://" + server.url().getAuthority();

        for (String origin : List.of("", "~Origin: " + own, "~Origin: " + FRIEND)) {
            assertTrue(head(stream + origin).startsWith("HTTP/1.1 200"), origin);
        }
        for (String origin : List.of(EVIL, "null", own + ".evil.example")) {
            assertTrue(head(stream + "~Origin: " + origin).startsWith("HTTP/1.1 403"), origin);
        }
    }

    @Test
    void a_body_over_the_limit_of_a_route_ends_the_connection_after_one_answer()
            throws IOException {
        String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
        String request =
                "POST /auth/login HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n"
                        + chunk.repeat(5)
                        + "0\r\n\r\nGET /nope HTTP/1.1\r\nHost: h\r\n\r\n";

        String answers = RawHttp.exchange(server.url(), request);

        assertTrue(answers.startsWith("HTTP/1.1 413"), answers);
        assertEquals(1, count(answers, "HTTP/1.1 "), answers);
    }

    /** The head of the answer, in lower case but for its first line; a stream goes on after it. */
    private static String head(String request) throws IOException {
        String[] lines = request.split("~", 2);
        String first = lines[0].replace("/long", "/" + "x".repeat(5_000));
        String head =
                (first.contains("HTTP/") ? first : first + " HTTP/1.1")
                        + "\r\nHost: "
                        + server.url().getAuthority()
                        + (lines.length == 2 ? "\r\n" + lines[1].replace("~", "\r\n") : "")
                        + (request.contains("Authorization")
                                ? ""
                                : "\r\nAuthorization: Bearer "
                                        + Objects.requireNonNull(anna.token()))
                        + "\r\n\r\n"
                        + (request.contains("Content-Length: 1") ? "x" : "")
                        + (request.contains("Content-Length: 2") ? "xx" : "");
        String answer = RawHttp.head(server.url(), head);
        int line = answer.indexOf("\r\n");
        return answer.substring(0, line) + answer.substring(line).toLowerCase(Locale.ROOT);
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
