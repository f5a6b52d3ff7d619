package minutebook.web.http;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no good request: the named answer, nothing of the inside, and nothing happens. */
class BadRequestsIT {
    private static final String PROJECTS = "/api/v1/projects";

    private static TestServer server;
    private static TestUser anna;

    @BeforeAll
    static void start() {
        server = new TestServer();
        anna = server.register("anna");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "}",
                "{\"title\":\"x\"} x",
                "{\"title\":\"x\",\"title\":\"y\"}",
                "{/**/}",
                "{\"title\":NaN}",
                "{'title':'x'}",
                "\uFEFF{\"title\":\"x\"}",
                "{\"title\":\"a\0b\"}",
                "{\"title\":\"x\",\"n\":1111111111111111111111111111111111111111}"
            })
    void what_is_not_well_formed_is_told_so(String body) {
        assertProblem(400, "The body is not well-formed JSON.", anna.post(PROJECTS, body));
    }

    @Test
    void what_nests_too_deep_is_refused_however_deep() {
        assertProblem(
                400,
                "The body is not well-formed JSON.",
                anna.post(PROJECTS, "{\"a\":" + "[".repeat(33) + "]".repeat(33) + "}"));
        assertEquals(400, anna.post(PROJECTS, "{\"a\":".repeat(10_000)).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "5", "\"title\"", "null", "true", "  "})
    void what_is_no_object_is_told_so(String body) {
        assertProblem(400, "The body must be a JSON object.", anna.post(PROJECTS, body));
    }

    @Test
    void only_utf_8_is_json() {
        for (byte[] body :
                List.of(
                        "{\"title\":\"x\"}".getBytes(UTF_16LE),
                        new byte[] {
                            '{', '"', 't', '"', ':', '"', (byte) 0xC0, (byte) 0x80, '"', '}'
                        },
                        new byte[] {'{', '"', 't', '"', ':', '"', (byte) 0xFF, '"', '}'})) {
            assertProblem(
                    400,
                    "The body is not well-formed JSON.",
                    post("application/json", BodyPublishers.ofByteArray(body)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/jsonx",
                "application/json+x",
                "garbage",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                ";",
                "/"
            })
    void what_is_not_json_is_told_so(String type) {
        assertProblem(
                415,
                "The body must be JSON: Content-Type: application/json.",
                post(type, BodyPublishers.ofString("{\"title\":\"x\"}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json; charset=utf-8",
                "APPLICATION/JSON",
                "application/json ;x=y"
            })
    void json_is_json_however_it_is_written(String type) {
        assertEquals(400, post(type, BodyPublishers.ofString("{\"title\":5}")).status());
    }

    @Test
    void a_body_without_a_type_is_not_json() {
        var request = request(PROJECTS).POST(BodyPublishers.ofString("{\"title\":\"x\"}")).build();

        assertEquals(415, TestUser.send(request).status());
    }

    @Test
    void a_body_over_64_kb_is_refused_with_its_length_told_or_not() {
        String body = "{\"title\":\"" + "x".repeat(70_000) + "\"}";

        assertProblem(413, "The body must be at most 64 kB.", anna.post(PROJECTS, body));
        assertProblem(
                413,
                "The body must be at most 64 kB.",
                post(
                        "application/json",
                        BodyPublishers.fromPublisher(BodyPublishers.ofString(body))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"title\":5} | title | 'title' must be a string.",
                "{\"title\":null} | title | 'title' is required.",
                "{} | title | 'title' is required.",
                "{\"title\":\" \\t \"} | title | 'title' is required.",
                "{\"title\":\"a\\u0000b\"} | title | 'title' must not contain control characters.",
                "{\"title\":\"a\\u007fb\"} | title | 'title' must not contain control characters.",
                "{\"title\":\"a\\nb\"} | title | 'title' must not contain control characters.",
                "{\"title\":\"a\\ud800\"} | title | 'title' must not contain control characters.",
                "{\"title\":\"x\",\"coaches\":{}} | coaches | 'coaches' must be a list of users' ids.",
                "{\"title\":\"x\",\"coaches\":[\"1\"]} | coaches | 'coaches' must be a list of users' ids.",
                "{\"title\":\"x\",\"coaches\":[1.0]} | coaches | 'coaches' must be a list of users' ids.",
                "{\"title\":\"x\",\"coaches\":[0]} | coaches | 'coaches' must be a list of users' ids.",
                "{\"title\":\"x\",\"coaches\":[null]} | coaches | 'coaches' must be a list of users' ids.",
                "{\"title\":\"x\",\"coaches\":[9223372036854775808]} | coaches | 'coaches' must be a list of users' ids.",
                "{\"title\":\"x\",\"coaches\":[999999]} | coaches | 'coaches' must be ids of users.",
                "{\"title\":\"x\",\"participants\":[999999]} | participants | 'participants' must be ids of users."
            })
    void a_field_at_fault_is_named(String body, String field, String text) {
        Reply reply = anna.post(PROJECTS, body);

        assertProblem(400, Problem.INVALID, reply);
        assertEquals(text, reply.at("/errors/" + field).textValue());
        assertEquals(1, reply.at("/errors").size());
    }

    @Test
    void whoever_sends_far_too_much_reads_that_it_was() {
        for (int megabytes = 1; megabytes <= 16; megabytes *= 4) {
            assertEquals(413, anna.post(PROJECTS, "x".repeat(megabytes << 20)).status());
        }
    }

    @Test
    void ten_thousand_people_are_refused_before_any_of_them_is_looked_up() {
        String ids =
                LongStream.rangeClosed(1, 10_000)
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining(","));

        Reply reply = anna.post(PROJECTS, "{\"title\":\"Crowd\",\"coaches\":[" + ids + "]}");

        assertProblem(400, Problem.INVALID, reply);
        assertEquals(
                "'coaches' must have at most 1000 ids.", reply.at("/errors/coaches").textValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nope", "/api/v1/users/7/nope", "/api/v1/projects/1/nope", "/auth"})
    void an_unknown_page_is_told_so(String path) {
        assertProblem(404, "There is no such page.", anna.get(path));
        assertProblem(404, "There is no such page.", TestUser.nobody(server.url()).get(path));
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /auth/login, POST",
        "GET, /auth/login/, POST",
        "PUT, /auth/logout, 'POST, GET'",
        "PATCH, /api/v1/users/me, 'GET, PUT, DELETE'",
        "TRACE, /api/v1/projects, 'GET, POST'",
        "FOO, /api/v1/projects/1, 'GET, PUT, DELETE'",
        "POST, /api/v1/messages/1, GET"
    })
    void a_wrong_method_is_told_the_right_ones(String method, String path, String allowed) {
        Reply reply = anna.send(method, path, null);

        assertProblem(405, "This page takes " + allowed + ".", reply);
        assertEquals(allowed, reply.header("Allow"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "abc",
                "999999",
                "9223372036854775807",
                "9223372036854775808",
                "1.0",
                "+1",
                "01",
                "%D9%A1",
                "1%00",
                "%20",
                "1'--",
                "1%20or%201=1",
                "%F0%9F%98%80"
            })
    void a_project_that_cannot_be_is_not_found(String id) {
        assertProblem(404, "Project Not Found", anna.get(PROJECTS + "/" + id));
        assertProblem(404, "Project Not Found", anna.delete(PROJECTS + "/" + id, null));
        assertProblem(404, "Project Not Found", anna.put(PROJECTS + "/" + id, "{}"));
        assertProblem(404, "Project Not Found", anna.get("/api/v1/messages/" + id));
    }

    @ParameterizedTest
    @CsvSource({
        "400, /api/v1/users/%zz",
        "400, /auth/login?x=%zz",
        "414, /api/v1/users?filter_by="
    })
    void what_helidon_refuses_by_itself_looks_like_any_other_error(int status, String target)
            throws Exception {
        String padding = status == 414 ? "a".repeat(5_000) : "";

        String answer = RawHttp.get(server.url(), target + padding);

        assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
        assertTrue(answer.contains("application/problem+json"), answer);
        assertIsProblem(status, new ObjectMapper().readTree(answer.split("\r\n\r\n", 2)[1]));
    }

    @Test
    void a_packed_body_is_refused_like_any_other_error() {
        var packed =
                request(PROJECTS)
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofString("{}"))
                        .build();

        Reply reply = TestUser.send(packed);

        assertEquals(400, reply.status());
        assertIsProblem(400, reply.json());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.url().resolve(path))
                .header("Authorization", "Bearer " + Objects.requireNonNull(anna.token()));
    }

    private static Reply post(String type, BodyPublisher body) {
        return TestUser.send(request(PROJECTS).header("Content-Type", type).POST(body).build());
    }

    private static void assertProblem(int status, String message, Reply reply) {
        assertEquals(message, reply.at("/message").textValue());
        assertEquals(status, reply.status());
        assertIsProblem(status, reply.json());
    }

    private static void assertIsProblem(int status, JsonNode body) {
        String text = body.toString();
        assertEquals(status, body.at("/status").asInt(), text);
        assertEquals(body.at("/message"), body.at("/detail"), text);
        assertEquals("about:blank", body.at("/type").textValue(), text);
        assertFalse(body.at("/title").asText().isEmpty(), text);
        assertFalse(body.at("/message").asText().isEmpty(), text);
        for (String inside : List.of("Exception", "java", "helidon", "select", "char:")) {
            assertFalse(text.contains(inside), text);
        }
    }
}
