package minutebook.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import minutebook.web.backup.FilesAtWork;
import minutebook.web.database.DatabaseUrl;
import minutebook.web.messages.Speaker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** scripts/scrub: what is on the disk of somebody who was erased. */
class OperatorScrubIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SAID = "quite-a-secret-about-the-bridge";
    private static final String FILE_NAME = "secret-plan.txt";
    private static final String FILE_PIECE = "the-bytes-of-a-secret-file-";

    @TempDir Path dataDir;

    @Test
    void nothing_of_an_erased_person_is_in_any_file_and_of_others_all() throws Exception {
        Map<String, String> traces;
        try (var server = ServerProcess.start(dataDir, Map.of())) {
            URI url = URI.create(server.url());
            TestUser ben = TestUser.register(url, "ben");
            TestUser gone = TestUser.register(url, "gwendolyn");
            awaitMailTo("gwendolyn");
            talk(ben, gone);
            traces = traces(gone);
            // As PostgreSQL does by itself some time: values of columns come into its statistics.
            sql("analyze");
            sql("checkpoint");
            var before = found(traces);
            assertEquals(traces.keySet(), before.keySet(), "what is looked for can be found");

            assertEquals(200, gone.delete("/api/v1/users/me", null).status());
            scrub();
            assertEquals(200, ben.get("/api/v1/users/me").status());
            server.stop();
        }

        assertEquals(Map.of(), found(traces));
        assertEquals(Map.of(), found(encoded(traces)));
        assertTrue(found(Map.of("ben", "ben@example.org")).containsKey("ben"));
        assertTrue(found(Map.of("said", "what ben said")).containsKey("said"));
        try (var verify = ServerProcess.start(dataDir, Map.of(), "verify")) {
            String verdict = verify.output();
            assertTrue(verdict.startsWith("The book is whole"), verdict);
        }
    }

    private static void talk(TestUser ben, TestUser gone) {
        gone.put(
                "/api/v1/users/me",
                """
                {"username": "gwen.pendragon", "first_name": "Gwendolyn-Ann",
                 "last_name": "Pendragon-Smythe"}
                """);
        long deleted = ben.createProject("Tunnel", List.of(), List.of(gone));
        long project = ben.createProject("Bridge", List.of(gone), List.of());
        try (var speaker = new Speaker(gone);
                var other = new Speaker(ben)) {
            speaker.say(project, SAID);
            speaker.say(deleted, SAID);
            other.say(project, "what ben said");
            String file = FILE_PIECE.repeat(200);
            speaker.send(
                    Map.of(
                            "project_id", project,
                            "file_name", FILE_NAME,
                            "file_base64", "data:text/plain;base64," + base64(file)));
        }
        ben.delete("/api/v1/projects/" + deleted, null);
    }

    private void scrub() throws IOException {
        try (var scrub = ServerProcess.start(dataDir, Map.of(), "scrub")) {
            String told = scrub.output();
            assertTrue(told.contains("Done: nothing of erased people is left"), told);
            assertEquals(0, scrub.exitCode());
        }
    }

    /** By what they are: bytes, each as a character. */
    private Map<String, String> traces(TestUser person) throws Exception {
        var traces = new LinkedHashMap<String, String>();
        traces.put("mail", person.email());
        traces.put("older username", "gwendolyn");
        traces.put("username", "gwen.pendragon");
        traces.put("first name", "Gwendolyn-Ann");
        traces.put("last name", "Pendragon-Smythe");
        traces.put("content", SAID);
        traces.put("file name", FILE_NAME);
        traces.put("file", FILE_PIECE);
        traces.put("key", key(person));
        traces.putAll(claims(person));
        return traces;
    }

    private static Map<String, String> encoded(Map<String, String> traces) {
        var encoded = new LinkedHashMap<String, String>();
        traces.forEach(
                (what, text) -> {
                    String hex = HexFormat.of().formatHex(text.getBytes(ISO_8859_1));
                    encoded.put(what + " in hex", hex);
                    encoded.put(what + " in HEX", hex.toUpperCase(java.util.Locale.ROOT));
                    encoded.put(what + " in base64", base64(text).replaceAll("..?=*$", ""));
                });
        return encoded;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(ISO_8859_1));
    }

    /** What is in any file of the folder, in its name or its bytes, and in which. */
    private Map<String, List<Path>> found(Map<String, String> wanted) throws IOException {
        var found = new TreeMap<String, List<Path>>();
        for (Path file : files()) {
            String bytes = file + text(file);
            wanted.forEach(
                    (what, text) -> {
                        if (bytes.contains(text)) {
                            found.merge(
                                    what,
                                    List.of(file),
                                    (some, more) ->
                                            Stream.concat(some.stream(), more.stream()).toList());
                        }
                    });
        }
        return found;
    }

    private List<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        Files.walkFileTree(
                dataDir,
                new FilesAtWork() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
                        // PostgreSQL's own programs are what they were.
                        if (is.isRegularFile() && !file.toString().contains("/programs-")) {
                            files.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return files;
    }

    /** Its bytes, each as a character; none of one that was deleted meanwhile. */
    private static String text(Path file) throws IOException {
        try {
            return new String(Files.readAllBytes(file), ISO_8859_1);
        } catch (NoSuchFileException deleted) {
            return "";
        }
    }

    private void awaitMailTo(String name) throws IOException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            if (Files.isDirectory(dataDir.resolve("mail"))) {
                try (Stream<Path> mails = Files.list(dataDir.resolve("mail"))) {
                    if (mails.anyMatch(it -> it.toString().endsWith(".eml") && names(it, name))) {
                        return;
                    }
                }
            }
            Thread.onSpinWait();
        }
        fail("no mail to " + name);
    }

    private static boolean names(Path mail, String name) {
        try {
            return Files.readString(mail, UTF_8).contains(name + "@example.org");
        } catch (IOException unreadable) {
            return false;
        }
    }

    private DatabaseUrl url() throws IOException {
        return DatabaseUrl.parse(Files.readString(dataDir.resolve("postgres").resolve("url")));
    }

    private void sql(String sql) throws IOException, SQLException {
        DatabaseUrl url = url();
        try (var connection = DriverManager.getConnection(url.jdbc(), url.user(), url.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * By which whoever has the server's key finds out that a mail or a name they guess was here.
     */
    private Map<String, String> claims(TestUser person) throws IOException, SQLException {
        DatabaseUrl url = url();
        var claims = new LinkedHashMap<String, String>();
        try (var connection = DriverManager.getConnection(url.jdbc(), url.user(), url.password());
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select key from book.claim where stream = 'user-%d'"
                                        .formatted(person.id()))) {
            while (rows.next()) {
                String claim = rows.getString(1);
                claims.put("claim of " + claim.split("-", 2)[0], claim);
            }
        }
        assertEquals(Set.of("claim of email", "claim of username"), claims.keySet());
        return claims;
    }

    private String key(TestUser person) throws IOException, SQLException {
        DatabaseUrl url = url();
        try (var connection = DriverManager.getConnection(url.jdbc(), url.user(), url.password());
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "select key from vault.subject_key where user_id = "
                                        + person.id())) {
            assertTrue(row.next());
            byte[] key = row.getBytes(1);
            assertFalse(row.next());
            return new String(key, ISO_8859_1);
        }
    }
}
