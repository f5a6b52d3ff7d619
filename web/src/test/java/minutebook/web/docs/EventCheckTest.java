package minutebook.web.docs;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check of what comes live bites. */
class EventCheckTest {
    private static final String ID = "7f3a9c21-42";
    private static final String IN_PROJECT =
            "\"project_id\":1,\"project_title\":\"Bridge\",\"created_at\":\"2021-08-06T22:58:31.2Z\"}";
    private static final String LEFT =
            "{\"type\":\"edit_project\",\"message\":\"'@ben' left the project'Bridge'.\",\"data\":{\"user_id\":2},"
                    + IN_PROJECT;
    private static final String DELETED =
            "{\"type\":\"delete_project\",\"message\":\"The project 'A' was removed by '@anna'.\","
                    + IN_PROJECT;
    private static final String BEN =
            "{\"id\":2,\"email\":\"b@example.org\",\"username\":\"ben\",\"first_name\":\"B\",\"last_name\":\"B\"}";
    private static final String ITEM =
            "{\"id\":43,\"content\":\"Hi\",\"file_name\":null,\"file_base64\":null,\"file_url\":null,"
                    + "\"created_at\":\"08/06/2021, 22:58\",\"sender\":"
                    + BEN
                    + ",\"receiver\":null,\"event_id\":\"7f3a9c21-43\"}";

    @Test
    void what_is_documented_passes() {
        assertDoesNotThrow(() -> project(LEFT));
        assertDoesNotThrow(() -> project(DELETED));
        assertDoesNotThrow(
                () -> project(LEFT.replace("Bridge", "The 'old' \\\"Bridge\\\"\u2028🌉")));
        assertDoesNotThrow(() -> block("retry", "3000", "id", ID));
        assertDoesNotThrow(() -> block("id", ID));
        assertDoesNotThrow(() -> heard("receive_message", ITEM));
        assertDoesNotThrow(() -> heard("online", "{\"user_id\":2}"));
        assertDoesNotThrow(
                () -> heard("error", "{\"message\":\"No\",\"errors\":{\"content\":\"x\"}}"));
        assertDoesNotThrow(() -> answered("join_project", "[{\"user_id\":2}]"));
        assertDoesNotThrow(() -> answered("join_project", "{\"message\":\"No\"}"));
        assertDoesNotThrow(() -> answered("send_message", ITEM));
        assertDoesNotThrow(() -> answered("no_such_event", "{\"message\":\"No\"}"));
        assertDoesNotThrow(() -> answered("connect", "{\"message\":\"No\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "an extra key | \"data\" | \"more\":1,\"data\" | more",
                "an extra key inside | \"user_id\":2 | \"user_id\":2,\"more\":1 | more",
                "a missing key | \"project_id\":1, | `` | project_id",
                "missing data | \"data\":{\"user_id\":2}, | `` | data",
                "a wrong type | \"project_id\":1 | \"project_id\":\"1\" | project_id",
                "a wrong type inside | \"user_id\":2 | \"user_id\":null | user_id",
                "an unknown type of event | edit_project | moved_project | type",
                "another type's | edit_project | add_into_project | type",
                "another text | left the project'Bridge' | left the project 'Bridge' | message",
                "no time | 2021-08-06T22:58:31.2Z | 08/06/2021 | created_at"
            })
    void what_is_not_documented_fails_and_is_named(
            String what, String instead, String of, String named) {
        String broken = LEFT.replace(instead, of);
        assertTrue(!broken.equals(LEFT), what);

        var failure = assertThrows(AssertionError.class, () -> project(broken), what);

        String text = String.valueOf(failure.getMessage());
        assertTrue(text.contains("memberLeft: "), text);
        assertTrue(text.lines().skip(1).anyMatch(it -> it.contains(named)), text);
        assertTrue(text.contains("asyncapi.yaml"), text);
    }

    @Test
    void a_block_that_is_not_documented_fails() {
        fails("there is no such event", () -> block("event", "action_x", "id", ID, "data", "{}"));
        fails("is not JSON", () -> project("left"));
        fails("data is missing", () -> block("event", "action_project", "id", ID));
        fails("id", () -> block("event", "action_project", "data", LEFT));
        fails("more", () -> block("event", "action_project", "id", ID, "more", "1", "data", LEFT));
        fails("data", () -> block("id", ID, "data", LEFT));
        fails("retry", () -> block("retry", "soon", "id", ID));
        // A live hint has no id, or a browser would come back with it.
        String hint =
                "{\"type\":\"new_message\",\"message\":\"'@ben' sent a new message.\",\"data\":{\"project_title\":\"A\"},"
                        + IN_PROJECT;
        assertDoesNotThrow(() -> block("event", "action_message", "data", hint));
        fails("id", () -> block("event", "action_message", "id", ID, "data", hint));
    }

    @Test
    void an_event_or_ack_that_is_not_documented_fails() {
        fails("there is no such event", () -> heard("went", "{\"user_id\":2}"));
        fails("user_id", () -> heard("online", "{}"));
        fails("user_id", () -> heard("online", "{\"user_id\":\"2\"}"));
        fails("more", () -> heard("offline", "{\"user_id\":2,\"more\":1}"));
        fails("data is missing", () -> heard("online"));
        fails("data is missing", () -> heard("online", "{\"user_id\":2}", "2"));
        fails("file_url", () -> heard("receive_message", ITEM.replace("\"file_url\":null,", "")));
        fails("errors", () -> heard("error", "{\"message\":\"No\",\"errors\":{}}"));
        fails(
                "shoe_size",
                () -> heard("error", "{\"message\":\"No\",\"errors\":{\"shoe_size\":\"x\"}}"));
        fails("data is missing", () -> answered("join_project"));
        fails("object expected", () -> answered("leave_project", "[]"));
        fails("expected", () -> answered("join_project", ITEM));
        fails("object expected", () -> answered("no_such_event", "\"yes\""));
        fails("object expected", () -> EventCheck.OURS.refusal(List.of(json("7"))));
    }

    private static void fails(String named, Runnable check) {
        var failure = assertThrows(AssertionError.class, check::run);
        String text = String.valueOf(failure.getMessage());
        assertTrue(text.contains(named), text);
    }

    private static void project(String data) {
        block("event", "action_project", "id", ID, "data", data);
    }

    private static void block(String... fields) {
        Map<String, String> block = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            block.put(fields[i], fields[i + 1]);
        }
        EventCheck.OURS.block(block);
    }

    private static void heard(String event, String... arguments) {
        EventCheck.OURS.event(event, json(arguments));
    }

    private static void answered(String event, String... arguments) {
        EventCheck.OURS.ack(event, json(arguments));
    }

    private static List<JsonNode> json(String... texts) {
        return Arrays.stream(texts).map(EventCheckTest::json).toList();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
