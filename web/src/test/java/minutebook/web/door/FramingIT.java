package minutebook.web.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is not plainly one request is answered once, and nothing behind it is ever served. Each case
 * is followed, in the same bytes, by a request that would be.
 */
class FramingIT {
    private static final String BEHIND =
            "GET /behind HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
    private static final Pattern ANSWER = Pattern.compile("HTTP/1\\.1 [0-9]{3} ");

    private static BareServer server;

    @BeforeAll
    static void start() {
        server = new BareServer(BareServer.LIMITS, List.of(), List.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Header lines of a POST with the body {@code abc}; {@code ~} ends a line. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 3~Content-Length: 3",
                "Content-Length: 3~Content-Length: 30",
                "Content-Length: 3~content-length: 0",
                "Content-Length: 3, 3",
                "Content-Length: +3",
                "Content-Length: -1",
                "Content-Length: 0x3",
                "Content-Length: 3 3",
                "Content-Length: 3.0",
                "Content-Length:",
                "Content-Length: 9223372036854775808",
                "Content-Length: 3~Transfer-Encoding: chunked",
                "Transfer-Encoding: chunked~Content-Length: 3",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked, x",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: \u000bchunked",
                "Transfer-Encoding: \"chunked\"",
                "Transfer-Encoding:",
                "Transfer-Encoding: chunked~Transfer-Encoding: chunked",
                "Transfer-Encoding: x~Transfer-Encoding: chunked",
                "Transfer-Encoding: identity~Content-Length: 3",
                "Transfer-Encoding : chunked",
                "Content-Length : 3",
                "Content-Length\t: 3",
                " Content-Length: 3",
                "X: a~ b",
                "X: a~\tContent-Length: 3",
                "X: a~ ",
                "No colon",
                ": no name",
                "X\u00fc: name",
                "X(): name",
                "X: a\0b",
                "X: a\u0001b",
                "X: a\u001bb",
                "X: a\u007fb",
                "X: a\rb",
                "X: a\nContent-Length: 3",
                "X: a\r\rContent-Length: 3",
                "X: a~\nContent-Length: 3",
                "Host: h~Host: h",
                "Host: other",
            })
    void a_head_that_can_be_read_in_two_ways_is_refused(String lines) throws IOException {
        String host = lines.startsWith("Host: other") ? "Host: h\r\n" : "";
        String one = lines.contains("Host") ? host : "Host: h\r\n";
        assertRefused(
                400,
                "POST /length HTTP/1.1\r\n" + one + lines.replace("~", "\r\n") + "\r\n\r\nabc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /x HTTP/1.1\r\n\r\n",
                "GET /x HTTP/1.1\r\nHost:\r\n\r\n",
                "GET /x HTTP/1.1\nHost: h\n\n",
                "GET /x HTTP/1.1\r\nHost: h\n\r\n",
                "GET /x HTTP/1.1\r\nHost: h\r\n\n",
                "GET /x HTTP/1.1\rHost: h\r\r",
                "\r\nGET /x HTTP/1.1\r\nHost: h\r\n\r\n",
                " GET /x HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET  /x HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /x  HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET\t/x HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /x y HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /x\0 HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /x\u0007 HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /x\u00ff HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /x HTTP/1.1 \r\nHost: h\r\n\r\n",
                "GET /x HTTP/11\r\nHost: h\r\n\r\n",
                "GET /x http/1.1\r\nHost: h\r\n\r\n",
                "GET /x\r\nHost: h\r\n\r\n",
                "G(T /x HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET x HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET * HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET http://other/x HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET http://h@other/x HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET ftp://h/x HTTP/1.1\r\nHost: h\r\n\r\n",
                "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003",
            })
    void a_first_line_or_a_line_end_of_another_kind_is_refused(String bytes) throws IOException {
        assertRefused(400, bytes);
    }

    /** Bodies in chunks; the handler reads them to their end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\r\nabc\r\n0\r\n\r\n",
                "-3\r\nabc\r\n0\r\n\r\n",
                "+3\r\nabc\r\n0\r\n\r\n",
                "0x3\r\nabc\r\n0\r\n\r\n",
                " 3\r\nabc\r\n0\r\n\r\n",
                "3 \r\nabc\r\n0\r\n\r\n",
                "\r\nabc\r\n0\r\n\r\n",
                "3\nabc\n0\n\n",
                "3\rabc\r\n0\r\n\r\n",
                "3\r\nabcd\r\n0\r\n\r\n",
                "3\r\nabc\n0\r\n\r\n",
                "3\r\nabc0\r\n\r\n",
                "3;\0\r\nabc\r\n0\r\n\r\n",
                "3;a\nb\r\nabc\r\n0\r\n\r\n",
                "123456789\r\nabc\r\n0\r\n\r\n",
                "3\r\nabc\r\n0\r\nX: a\nb\r\n\r\n",
            })
    void a_chunk_that_can_be_read_in_two_ways_is_refused(String body) throws IOException {
        assertRefused(400, chunked("/length", body));
    }

    @Test
    void extensions_and_trailers_without_end_are_refused() throws IOException {
        String longOne = "3;" + "x".repeat(300) + "\r\nabc\r\n";
        String some = ("1;" + "x".repeat(200) + "\r\na\r\n").repeat(50);

        assertRefused(400, chunked("/length", longOne + "0\r\n\r\n"));
        assertRefused(400, chunked("/length", some + "0\r\n\r\n"));
        assertRefused(400, chunked("/length", "0\r\n" + "X: abcdefgh\r\n".repeat(1000) + "\r\n"));
    }

    @Test
    void a_bad_body_that_no_handler_reads_gets_its_answer_and_then_nothing() throws IOException {
        String answers = server.exchange(chunked("/unread", "x\r\nabc\r\n0\r\n\r\n") + BEHIND);

        assertEquals(1, count(answers), answers);
        assertTrue(answers.endsWith("unread"), answers);
    }

    @Test
    void a_body_over_the_limit_gets_one_answer() throws IOException {
        String chunk = "2710\r\n" + "x".repeat(10_000) + "\r\n";

        assertRefused(413, chunked("/length", chunk.repeat(11) + "0\r\n\r\n"));
        assertRefused(413, post("/length", "Content-Length: 100001", "abc"));
    }

    @Test
    void a_head_over_its_limits_is_refused() throws IOException {
        String address = "/" + "a".repeat(4096);

        assertRefused(414, "GET " + address + " HTTP/1.1\r\nHost: h\r\n\r\n");
        assertRefused(431, get("X: " + "a".repeat(16 * 1024)));
        assertRefused(431, get("X: a\r\n".repeat(100) + "Y: b"));
    }

    @Test
    void another_version_is_refused_and_the_preface_of_http_2_too() throws IOException {
        assertRefused(505, "GET /x HTTP/1.0\r\n\r\n");
        assertRefused(505, "GET /x HTTP/1.2\r\nHost: h\r\n\r\n");
        assertRefused(505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    }

    @Test
    void nobody_is_connected_to_elsewhere() throws IOException {
        String answer = assertRefused(405, "CONNECT other:443 HTTP/1.1\r\nHost: other:443\r\n\r\n");

        assertTrue(answer.contains("\r\nAllow: "), answer);
    }

    @Test
    void an_expectation_that_is_not_known_is_refused() throws IOException {
        assertRefused(417, post("/length", "Content-Length: 3\r\nExpect: miracles", "abc"));
    }

    @Test
    void what_was_asked_before_is_still_answered() throws IOException {
        String answers =
                server.exchange(
                        "GET /first HTTP/1.1\r\nHost: h\r\n\r\n"
                                + post("/length", "Content-Length: +3", "abc")
                                + BEHIND);

        assertEquals(2, count(answers), answers);
        assertTrue(answers.startsWith("HTTP/1.1 200 OK"), answers);
        assertTrue(answers.contains("HTTP/1.1 400 Bad Request"), answers);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Length: 3 | abc | 3",
                "Content-Length:3 | abc | 3",
                "content-length: \t3\t | abc | 3",
                "Content-Length: 0003 | abc | 3",
                "Content-Length: 0 | '' | 0",
                "X: y | '' | 0",
                "Transfer-Encoding: chunked | 3~abc~0~~ | 3",
                "transfer-encoding:Chunked | 3~abc~0~~ | 3",
                "Transfer-Encoding: chunked | 3;a=b~abc~2~de~0~~ | 5",
                "Transfer-Encoding: chunked | 0000003~abc~0;x~A: b~C: d~~ | 3",
                "Transfer-Encoding: chunked | 0~~ | 0",
            })
    void what_can_be_read_in_one_way_is_read_so_and_the_next_request_too(
            String line, String body, int length) throws IOException {
        String answers = server.exchange(post("/length", line, body.replace("~", "\r\n")) + BEHIND);

        assertEquals(2, count(answers), answers);
        assertTrue(answers.contains("\r\n\r\nlength " + length + "HTTP/1.1 200 OK"), answers);
        assertTrue(answers.contains("/behind "), answers);
    }

    @Test
    void an_unread_body_is_not_taken_for_the_next_request() throws IOException {
        String answers =
                server.exchange(
                        post("/unread", "Content-Length: " + BEHIND.length(), BEHIND)
                                + BEHIND.replace("behind", "after"));

        assertEquals(2, count(answers), answers);
        assertTrue(answers.contains("unread") && answers.contains("/after "), answers);
    }

    @Test
    void an_address_in_full_is_that_of_the_host() throws IOException {
        String answers =
                server.exchange("GET http://h:80/x?y HTTP/1.1\r\nHost: H:80\r\n\r\n" + BEHIND);

        assertTrue(answers.contains("\r\n\r\n/x "), answers);
    }

    @Test
    void the_last_request_is_the_one_that_says_so() throws IOException {
        String answers =
                server.exchange(
                        "GET /x HTTP/1.1\r\nHost: h\r\nConnection: x, Close\r\n\r\n" + BEHIND);

        assertEquals(1, count(answers), answers);
    }

    private static String assertRefused(int status, String bytes) throws IOException {
        int before = server.served.get();

        String answers = server.exchange(bytes + BEHIND);

        assertTrue(answers.startsWith("HTTP/1.1 " + status + " "), answers);
        assertEquals(1, count(answers), answers);
        assertTrue(answers.contains("\"status\":" + status), answers);
        assertTrue(answers.contains("\r\nConnection: close\r\n"), answers);
        assertTrue(answers.contains("\r\nX-Content-Type-Options: nosniff\r\n"), answers);
        assertFalse(answers.contains("behind"), answers);
        assertEquals(before, server.served.get(), "nothing was served");
        return answers;
    }

    private static long count(String answers) {
        return ANSWER.matcher(answers).results().count();
    }

    private static String get(String lines) {
        return "GET /x HTTP/1.1\r\nHost: h\r\n" + lines + "\r\n\r\n";
    }

    private static String post(String path, String lines, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: h\r\n" + lines + "\r\n\r\n" + body;
    }

    private static String chunked(String path, String body) {
        return post(path, "Transfer-Encoding: chunked", body);
    }
}
