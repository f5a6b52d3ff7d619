package minutebook.web.soak.check;

import static minutebook.web.soak.check.PaperBook.ANNA;
import static minutebook.web.soak.check.PaperBook.BEN;
import static minutebook.web.soak.check.PaperBook.BEN_BACK;
import static minutebook.web.soak.check.PaperBook.BEN_REMOVED;
import static minutebook.web.soak.check.PaperBook.CLEO;
import static minutebook.web.soak.check.PaperBook.CLEO_WITHDRAWN;
import static minutebook.web.soak.check.PaperBook.CREATED;
import static minutebook.web.soak.check.PaperBook.DORA;
import static minutebook.web.soak.check.PaperBook.RENAMED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Objects;
import java.util.Set;
import minutebook.web.soak.check.Notices.Told;
import org.junit.jupiter.api.Test;

/** What the checker expects is what the contract says, to the letter. */
class NoticesTest {
    private final Notices notices = new PaperBook().expectations().notices();

    @Test
    void everybody_is_told_what_concerns_them_and_the_actor_is_not() {
        assertEquals(Set.of(), notices.to(ANNA).keySet());
        assertEquals(
                Set.of(CREATED, RENAMED, BEN_REMOVED, BEN_BACK, CLEO_WITHDRAWN),
                notices.to(BEN).keySet());
        assertEquals(
                Set.of(CREATED, RENAMED, BEN_REMOVED, BEN_BACK, CLEO_WITHDRAWN),
                notices.to(CLEO).keySet());
        assertEquals(Set.of(), notices.to(DORA).keySet());
    }

    @Test
    void the_texts_are_those_of_the_contract() {
        assertEquals("You was added into the project 'Bridge'.", message(BEN, CREATED));
        assertEquals(
                "The title's project 'Bridge' become the new tilte 'Tunnel'.",
                message(CLEO, RENAMED));
        assertEquals("You was removed in the project 'Tunnel'.", message(BEN, BEN_REMOVED));
        assertEquals("'@ben' was removed in the project 'Tunnel'.", message(CLEO, BEN_REMOVED));
        assertEquals(
                "The new participant '@ben' was added into the project 'Tunnel'.",
                message(CLEO, BEN_BACK));
        assertEquals(
                "'@cleo' was withdrew from coach, he will be a participant the project'Tunnel'.",
                message(BEN, CLEO_WITHDRAWN));
    }

    @Test
    void the_whole_payload_is_expected() {
        Told told = told(CLEO, BEN_REMOVED);
        assertEquals(
                "{\"type\":\"edit_project\","
                        + "\"message\":\"'@ben' was removed in the project 'Tunnel'.\","
                        + "\"data\":{\"user_id\":2},\"project_id\":5,\"project_title\":\"Tunnel\","
                        + "\"created_at\":\"2026-01-02T03:04:05Z\"}",
                told.payload().toString());
        assertEquals("action_project", told.event());
    }

    private String message(long user, long position) {
        return told(user, position).payload().path("message").asText();
    }

    private Told told(long user, long position) {
        return Objects.requireNonNull(notices.to(user).get(position));
    }
}
