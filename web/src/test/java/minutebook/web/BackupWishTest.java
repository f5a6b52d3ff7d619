package minutebook.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import minutebook.events.UserId;
import org.junit.jupiter.api.Test;

class BackupWishTest {
    @Test
    void folders_people_and_mails_are_understood() {
        assertEquals(new BackupWish.Make(Path.of("/b")), BackupWish.of("backup", "/b"));
        assertEquals(
                new BackupWish.Restore(
                        Optional.of(Path.of("/b")), List.of(new UserId(7), new UserId(12)), true),
                BackupWish.of("restore", "/b", "--erase", "7,12", "--send-mail"));
        assertEquals(
                new BackupWish.Restore(Optional.empty(), List.of(), false),
                BackupWish.of("new-epoch"));
        assertEquals(new BackupWish.Sign(), BackupWish.of("new-epoch", "--sign"));
    }

    @Test
    void what_is_wrong_is_named() {
        assertWrong("A folder is missing.", "backup");
        assertWrong("A folder is missing.", "restore", "--erase", "7");
        assertWrong("'twice' is not understood.", "backup", "/b", "twice");
        assertWrong(
                "'--sign' is not understood: it is --erase and numbers of users, or --send-mail.",
                "restore",
                "/b",
                "--sign");
        assertWrong(
                "--erase 'anna': it must be numbers of users, with commas between.",
                "new-epoch",
                "--erase",
                "anna");
    }

    private static void assertWrong(String line, String... arguments) {
        assertEquals(
                line, assertThrows(WrongArguments.class, () -> BackupWish.of(arguments)).line());
    }
}
