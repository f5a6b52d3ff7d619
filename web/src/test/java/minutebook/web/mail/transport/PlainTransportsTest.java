package minutebook.web.mail.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import minutebook.web.mail.transport.MailFault.Unreachable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files, the console, the memory, nowhere. */
class PlainTransportsTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream console = new PrintStream(printed, true, StandardCharsets.US_ASCII);
    private final List<String> told = new ArrayList<>();

    @Test
    void a_mail_becomes_a_file_that_its_owner_alone_can_read(@TempDir Path dir) throws Exception {
        Path folder = dir.resolve("new/mails");
        var files = MailTransports.of(new MailUrl.Folder(folder), console, told::add);

        files.open();
        files.send(mail("7-verify.1", "first"));
        files.send(mail("7-verify.1", "again"));
        files.send(mail("8-verify", "other"));
        files.close();

        Path file = folder.resolve("7-verify.1.eml");
        assertArrayEquals(mail("", "again").message(), Files.readAllBytes(file));
        assertEquals("rw-------", permissions(file));
        assertEquals("rwx------", permissions(folder));
        try (var all = Files.list(folder)) {
            assertEquals(2, all.count(), "the same mail is one file, and nothing else is left");
        }
        assertEquals("A mail was written to " + file, told.getFirst());
    }

    @Test
    void what_a_crash_left_half_written_is_in_nobodys_way(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve(".7.eml.half"), "Subj");

        MailTransports.of(new MailUrl.Folder(folder), console).send(mail("7", "whole"));

        try (var all = Files.list(folder)) {
            assertEquals(List.of(folder.resolve("7.eml")), all.toList());
        }
    }

    @Test
    void a_folder_that_cannot_be_had_is_told(@TempDir Path dir) throws IOException {
        Path file = Files.createFile(dir.resolve("file"));
        var files = MailTransports.of(new MailUrl.Folder(file.resolve("mails")), console);

        var fault = assertThrows(Unreachable.class, files::open);

        String message = String.valueOf(fault.getMessage());
        assertTrue(message.startsWith("The folder for mails, " + file + "/mails, cannot"), message);
        assertThrows(Unreachable.class, () -> files.send(mail("7", "lost")));
    }

    @Test
    void no_mail_leaves_its_folder(@TempDir Path dir) throws IOException {
        var files = MailTransports.of(new MailUrl.Folder(dir.resolve("mails")), console);

        for (String name : List.of("../7", "/7", ".7", "", "7\n", "a/b", "7".repeat(201))) {
            assertThrows(IllegalArgumentException.class, () -> files.send(mail(name, "text")));
        }
        try (var all = Files.list(dir)) {
            assertEquals(0, all.count());
        }
    }

    @Test
    void the_console_shows_the_mail_as_it_is_and_a_line() throws Exception {
        var out = MailTransports.of(new MailUrl.Console(), console);

        out.send(mail("7", "Hello"));

        assertEquals(
                "Subject: Hello\n\nHello\n" + "-".repeat(79) + "\n",
                printed.toString(StandardCharsets.US_ASCII));
    }

    @Test
    void a_console_that_nobody_reads_any_more_is_told() {
        var closed = new PrintStream(printed);
        closed.close();
        var out = MailTransports.of(new MailUrl.Console(), closed);

        assertThrows(Unreachable.class, () -> out.send(mail("7", "Hello")));
    }

    @Test
    void the_memory_keeps_the_last_thousand_and_gives_copies() {
        var memory = new MemoryTransport();

        IntStream.range(0, 1_001).forEach(i -> memory.send(mail("m-" + i, "Hello")));
        memory.mails().getLast().message()[0] = '!';

        assertEquals(1_000, memory.mails().size());
        assertEquals("m-1", memory.mails().getFirst().name());
        assertArrayEquals(mail("", "Hello").message(), memory.mails().getLast().message());
    }

    @Test
    void nowhere_takes_everything() throws Exception {
        try (var nowhere = MailTransports.of(new MailUrl.Dummy(), console)) {
            nowhere.open();
            nowhere.send(mail("7", "Hello"));
        }
        assertEquals(0, printed.size());
    }

    private static Mail mail(String name, String text) {
        byte[] message =
                "Subject: %1$s\r\n\r\n%1$s\r\n".formatted(text).getBytes(StandardCharsets.US_ASCII);
        return new Mail(name, "minutebook@example.org", "anna@example.org", message);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
