package minutebook.web.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check of answers bites. */
class AnswerCheckTest {
    private static final AnswerCheck CHECK = new AnswerCheck(Document.openApi().json());
    private static final String BEN =
            "{\"id\":2,\"email\":\"b@example.org\",\"username\":\"ben\",\"first_name\":\"B\",\"last_name\":\"B\"}";
    private static final String INVITE = "/api/v1/projects/1/invite";
    private static final Map<String, List<String>> JSON =
            Map.of("content-type", List.of("application/json; charset=utf-8"));
    private static final Map<String, List<String>> AT_42 =
            Map.of(
                    "Content-Type", List.of("application/json"),
                    "Event-Position", List.of("42"));

    @Test
    void an_answer_as_documented_passes_with_and_without_a_slash() {
        assertDoesNotThrow(() -> check("POST", INVITE, 200, AT_42, BEN));
        assertDoesNotThrow(() -> check("POST", "//api/v1/projects/1/invite/", 200, AT_42, BEN));
    }

    @Test
    void a_key_that_is_not_documented_fails_and_is_named_with_the_route_and_the_remedy() {
        String failure = fails("POST", INVITE, 200, AT_42, BEN.replace("{", "{\"shoe_size\":43,"));

        assertTrue(failure.contains("POST /api/v1/projects/1/invite (invite)"), failure);
        assertTrue(failure.contains("answered 200"), failure);
        assertTrue(failure.contains("shoe_size"), failure);
        assertTrue(failure.contains("additionalProperties"), failure);
        assertTrue(failure.contains("openapi.yaml"), failure);
    }

    @Test
    void a_key_deep_in_a_list_fails_too() {
        String list =
                "{\"total\":1,\"pages\":1,\"has_next\":false,\"has_prev\":false,\"next\":\"/\",\"prev\":\"/\",\"data\":[%s]}";

        assertDoesNotThrow(() -> check("GET", "/api/v1/users", 200, JSON, list.formatted(BEN)));
        String failure =
                fails(
                        "GET",
                        "/api/v1/users",
                        200,
                        JSON,
                        list.formatted(BEN.replace("{", "{\"x\":1,")));
        assertTrue(failure.contains("/data/0: "), failure);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /api/v1/projects/1/invite | 201 | this status is not documented",
                "POST | /api/v1/projects/1/invite | 500 | this status is not documented",
                "GET | /api/v1/nothing | 200 | this status is not documented",
                "PATCH | /api/v1/users/me | 200 | this status is not documented",
                "PATCH | /api/v1/users/me | 404 | this status is not documented"
            })
    void a_status_that_is_not_documented_fails(
            String method, String path, int status, String fault) {
        String failure = fails(method, path, status, AT_42, BEN);

        assertTrue(failure.contains(fault), failure);
    }

    @Test
    void a_header_that_is_missing_or_malformed_fails() {
        String missing = fails("POST", INVITE, 200, JSON, BEN);
        assertTrue(missing.contains("the header Event-Position is missing"), missing);

        var malformed =
                Map.of("Content-Type", List.of("application/json"), "Event-Position", List.of("x"));
        assertTrue(fails("POST", INVITE, 200, malformed, BEN).contains("Event-Position"));

        var problem = Map.of("Content-Type", List.of("application/problem+json"));
        assertTrue(
                fails("GET", "/api/v1/users", 401, problem, error(401))
                        .contains("WWW-Authenticate"));
        assertTrue(fails("GET", "/api/v1/users", 429, problem, error(429)).contains("Retry-After"));
        assertTrue(fails("GET", "/api/v1/users", 503, problem, error(503)).contains("Retry-After"));
        assertTrue(fails("PUT", "/api/v1/users", 405, problem, error(405)).contains("Allow"));
    }

    @Test
    void a_wrong_method_must_be_told_the_documented_ones() {
        assertDoesNotThrow(
                () -> check("PUT", "/api/v1/users", 405, allow("POST, GET"), error(405)));
        String failure = fails("PUT", "/api/v1/users", 405, allow("GET"), error(405));

        assertTrue(failure.contains("Allow has [GET], not [GET, POST]"), failure);
    }

    @Test
    void an_error_must_have_the_form_of_errors_and_its_own_status() {
        var problem = Map.of("Content-Type", List.of("application/problem+json"));

        assertDoesNotThrow(() -> check("GET", "/api/v1/nothing", 404, problem, error(404)));
        assertTrue(
                fails("GET", "/api/v1/nothing", 404, problem, error(403)).contains("status 403"));
        assertTrue(fails("GET", "/api/v1/nothing", 404, JSON, error(404)).contains("media type"));
        assertTrue(fails("GET", "/api/v1/nothing", 404, problem, "<html>").contains("not JSON"));
        assertTrue(fails("GET", "/api/v1/nothing", 404, problem, "{}").contains("message"));
    }

    private static Map<String, List<String>> allow(String methods) {
        return Map.of(
                "Content-Type", List.of("application/problem+json"), "Allow", List.of(methods));
    }

    private static String error(int status) {
        return "{\"message\":\"m\",\"type\":\"about:blank\",\"title\":\"t\",\"status\":%d,\"detail\":\"m\"}"
                .formatted(status);
    }

    private static String fails(
            String method,
            String path,
            int status,
            Map<String, List<String>> headers,
            String body) {
        var failure =
                assertThrows(
                        AssertionError.class, () -> check(method, path, status, headers, body));
        return String.valueOf(failure.getMessage());
    }

    private static void check(
            String method,
            String path,
            int status,
            Map<String, List<String>> headers,
            String body) {
        CHECK.check(answer(method, path, status, headers, body));
    }

    private static Answer answer(
            String method,
            String path,
            int status,
            Map<String, List<String>> headers,
            String body) {
        var all = new HashMap<>(headers);
        // As each answer has it.
        all.put("X-Request-Id", List.of("3f6c0a9be1d24577"));
        return new Answer(method, path, status, all, body.getBytes(UTF_8));
    }
}
