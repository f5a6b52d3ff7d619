package minutebook.web.soak.check;

import static minutebook.web.soak.check.PaperBook.ANNA;
import static minutebook.web.soak.check.PaperBook.BEN;
import static minutebook.web.soak.check.PaperBook.CLEO;
import static minutebook.web.soak.check.PaperBook.DORA;
import static minutebook.web.soak.check.PaperBook.FIRST_MESSAGE;
import static minutebook.web.soak.check.PaperBook.HEAD;
import static minutebook.web.soak.check.PaperBook.PRIVATE_TO_CLEO;
import static minutebook.web.soak.check.PaperBook.WHILE_BEN_IS_AWAY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import minutebook.web.soak.check.Difference.Kind;
import minutebook.web.soak.check.StreamHistory.Block;
import minutebook.web.soak.check.StreamHistory.Connection;
import org.junit.jupiter.api.Test;

/** Hints, good and spoiled. */
class HintCheckTest {
    private static final String TO_ALL = "'@anna' sent a new message.";
    private static final String PRIVATELY = "'@anna' sent you a new private message.";

    private final Expectations expectations = new PaperBook().expectations();

    @Test
    void members_may_be_told_that_something_was_said() {
        assertEquals(Optional.empty(), judged(BEN, hint(TO_ALL, FIRST_MESSAGE)));
        assertEquals(Optional.empty(), judged(CLEO, hint(PRIVATELY, PRIVATE_TO_CLEO)));
    }

    @Test
    void nobody_else_may_be() {
        assertEquals(Optional.of(Kind.UNAUTHORISED), judged(DORA, hint(TO_ALL, FIRST_MESSAGE)));
        assertEquals(Optional.of(Kind.UNAUTHORISED), judged(ANNA, hint(TO_ALL, FIRST_MESSAGE)));
        assertEquals(Optional.of(Kind.UNAUTHORISED), judged(BEN, hint(PRIVATELY, PRIVATE_TO_CLEO)));
        assertEquals(Optional.of(Kind.UNAUTHORISED), judged(BEN, hint(TO_ALL, WHILE_BEN_IS_AWAY)));
    }

    @Test
    void another_text_is_altered() {
        assertEquals(Optional.of(Kind.ALTERED), judged(BEN, hint(PRIVATELY, FIRST_MESSAGE)));
    }

    @Test
    void what_was_not_said_is_invented() {
        assertEquals(Optional.of(Kind.INVENTED), judged(BEN, hint(TO_ALL, HEAD)));
    }

    @Test
    void a_hint_on_a_stream_is_judged() {
        var blocks = List.of(new Block("e5-9", "", "", PaperBook.at(HEAD)), hint(TO_ALL, HEAD));
        var history = new StreamHistory("stream", BEN, List.of(new Connection(null, 0, blocks)));
        assertEquals(
                List.of(Kind.INVENTED),
                StreamCheck.of(expectations, history, HEAD).stream()
                        .map(Difference::kind)
                        .toList());
    }

    private Optional<Kind> judged(long user, Block hint) {
        return HintCheck.of(expectations, user, hint);
    }

    private static Block hint(String message, long position) {
        String data =
                """
                {"type": "new_message", "message": "%s", "data": {"project_title": "Bridge"},
                 "project_id": 5, "project_title": "Bridge", "created_at": "%s"}
                """
                        .formatted(message, PaperBook.at(position));
        return new Block("", "action_message", data, PaperBook.at(position).plusMillis(5));
    }
}
