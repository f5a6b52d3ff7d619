package minutebook.web.mail.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import minutebook.events.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mails of a folder, by whom they are for. */
class MailFilesTest {
    @TempDir Path folder;

    @Test
    void those_of_one_person_go_half_written_ones_too_and_all_else_stays() throws IOException {
        for (String name :
                List.of(
                        "000000007-2-verify-email-ab12.eml",
                        ".000000009-2-added-to-project-ab12.eml.half",
                        "000000002-22-verify-email-ab12.eml",
                        "000000002-1-verify-email-ab12.eml",
                        "my notes 2.eml",
                        "000000007-2-verify-email-ab12.eml.txt")) {
            Files.createFile(folder.resolve(name));
        }
        var asked = new ArrayList<UserId>();

        new MailFiles(folder)
                .delete(
                        user -> {
                            asked.add(user);
                            return user.equals(new UserId(2));
                        });

        assertEquals(3, asked.size());
        assertEquals(
                List.of(
                        "000000002-1-verify-email-ab12.eml",
                        "000000002-22-verify-email-ab12.eml",
                        "000000007-2-verify-email-ab12.eml.txt",
                        "my notes 2.eml"),
                names());
    }

    @Test
    void a_folder_that_is_not_there_has_none() {
        new MailFiles(folder.resolve("none")).delete(_ -> true);
        assertEquals(0, folder.toFile().list().length);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }
}
