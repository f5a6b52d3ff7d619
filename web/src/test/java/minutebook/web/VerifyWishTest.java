package minutebook.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyWishTest {

    @Test
    void an_operator_verifies_the_book_or_a_piece_of_it() {
        assertEquals(VerifyWish.piece(1, OptionalLong.empty()), VerifyWish.of("verify"));
        assertEquals(
                VerifyWish.piece(7, OptionalLong.of(9)),
                VerifyWish.of("verify", "--to", "9", "--from", "7"));
        assertTrue(VerifyWish.isOne("verify", "--to"));
        assertFalse(VerifyWish.isOne());
        assertFalse(VerifyWish.isOne("grant"));
    }

    @Test
    void what_is_no_position_or_no_option_is_told() {
        for (String wrong : new String[] {"", "0", "-1", "x", "1.5", "1".repeat(19), "١"}) {
            assertTold(
                    "--from '%s' is no position: it is a whole number from 1 on.".formatted(wrong),
                    "--from",
                    wrong);
        }
        assertTold("--to '' is no position: it is a whole number from 1 on.", "--to");
        assertTold("--from 9 is behind --to 7.", "--from", "9", "--to", "7");
        assertTold("'7' is not understood: it is %s.".formatted(VerifyWish.USAGE), "7");
    }

    @Test
    void checkpoints_and_their_key_are_files(@TempDir Path dir) throws Exception {
        Path file = Files.createFile(dir.resolve("some.ndjson"));
        Path key = Files.createFile(dir.resolve("some.pem"));

        VerifyWish wish =
                VerifyWish.of("verify", "--checkpoints", file.toString(), "--key", key.toString());

        assertEquals(Optional.of(file), wish.checkpoints());
        assertEquals(Optional.of(key), wish.key());
        assertEquals(
                Optional.of(file), VerifyWish.of("verify", "--export", file.toString()).export());
        assertTold(
                "--export is verified whole: only --key goes with it.",
                "--export",
                file.toString(),
                "--from",
                "2");
        assertTold("--key '%s' is no file.".formatted(dir), "--key", dir.toString());
        assertTold("--checkpoints '' is no file.", "--checkpoints");
    }

    private static void assertTold(String line, String... options) {
        var arguments = new String[options.length + 1];
        arguments[0] = "verify";
        System.arraycopy(options, 0, arguments, 1, options.length);
        var wrong = assertThrows(WrongArguments.class, () -> VerifyWish.of(arguments));
        assertEquals(line, wrong.line());
    }
}
