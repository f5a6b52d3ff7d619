package minutebook.web.live.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class OriginsTest {

    private final Origins origins = Origins.ownAnd(List.of("https://friend.example"));

    @Test
    void programs_own_pages_and_friends_come_in() {
        assertTrue(origins.letIn(List.of(), "minutes.example"));
        assertTrue(origins.letIn(List.of("https://minutes.example"), "minutes.example"));
        assertTrue(origins.letIn(List.of("http://127.0.0.1:8080"), "127.0.0.1:8080"));
        assertTrue(origins.letIn(List.of("https://friend.example"), "minutes.example"));
    }

    @Test
    void nobody_else_does() {
        assertFalse(origins.letIn(List.of("https://evil.example"), "minutes.example"));
        assertFalse(origins.letIn(List.of("null"), "minutes.example"));
        assertFalse(
                origins.letIn(List.of("https://minutes.example.evil.example"), "minutes.example"));
        assertFalse(origins.letIn(List.of("https://minutes.example:8443"), "minutes.example"));
        assertFalse(
                origins.letIn(
                        List.of("https://friend.example", "https://evil.example"),
                        "minutes.example"));
        assertFalse(origins.letIn(List.of("https://minutes.example"), null));
    }
}
