package minutebook.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.web.ReplayWish.What;
import org.junit.jupiter.api.Test;

class ReplayWishTest {

    @Test
    void an_operator_looks_at_one_thing_now_or_at_a_point() {
        assertEquals(
                new ReplayWish(Optional.empty(), new What.OfProject(new ProjectId(5))),
                ReplayWish.of("replay", "--project", "5"));
        assertEquals(
                new ReplayWish(Optional.of("2026-01-31"), new What.OfRoom(new ProjectId(5))),
                ReplayWish.of("replay", "--room", "5", "--until", "2026-01-31"));
        assertEquals(
                new ReplayWish(Optional.of("9"), new What.OfUser(new UserId(7))),
                ReplayWish.of("replay", "--until", "9", "--user", "7"));
        assertTrue(ReplayWish.isOne("replay", "--until"));
        assertFalse(ReplayWish.isOne());
        assertFalse(ReplayWish.isOne("verify"));
    }

    @Test
    void what_is_no_id_or_no_option_is_told() {
        for (String wrong : new String[] {"", "0", "-1", "x", "1.5", "1".repeat(19), "١"}) {
            assertTold(
                    "--project '%s' is no id: it is a whole number from 1 on.".formatted(wrong),
                    "--project",
                    wrong);
        }
        assertTold("--user has nothing behind it.", "--user");
        assertTold("'7' is not understood: it is %s.".formatted(ReplayWish.USAGE), "7");
        assertTold("What is to be shown? It is %s.".formatted(ReplayWish.USAGE), "--until", "7");
        assertTold(
                "Only one can be shown at once: it is %s.".formatted(ReplayWish.USAGE),
                "--user",
                "7",
                "--room",
                "7");
    }

    private static void assertTold(String line, String... options) {
        var arguments = new String[options.length + 1];
        arguments[0] = "replay";
        System.arraycopy(options, 0, arguments, 1, options.length);
        var wrong = assertThrows(WrongArguments.class, () -> ReplayWish.of(arguments));
        assertEquals(line, wrong.line());
    }
}
