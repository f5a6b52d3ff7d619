package minutebook.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import minutebook.events.Event;
import minutebook.events.audit.AuditEvent.BookShown;
import minutebook.events.book.BookEntries;
import minutebook.events.book.PostgresBook;
import minutebook.events.book.RecordedEvent;
import minutebook.events.book.Stretch;
import minutebook.events.vault.SubjectKeys;
import minutebook.web.audit.AuditNotes;
import minutebook.web.messages.Speaker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** scripts/replay, beside a running server. */
class OperatorReplayIT {

    @Test
    void the_operator_sees_what_was_and_is_told_what_there_is_not(@TempDir Path untouched)
            throws Exception {
        try (var server = new TestServer()) {
            var database = (PGSimpleDataSource) server.database();
            TestUser anna = server.register("anna");
            TestUser ben = server.register("ben");
            long project = anna.createProject("Bridge", List.of(), List.of(ben));
            long said;
            try (var speaker = new Speaker(anna)) {
                said = speaker.say(project, "Hello\nworld").path("id").asLong();
            }
            anna.put("/api/v1/projects/" + project, "{\"title\": \"Long Bridge\"}");

            String text = replay(database, "--until", "" + said, "--project", "" + project);
            String time = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\.[0-9]{6}Z";
            String name = "%1$s Test \\(@%1$s\\)";
            assertMatches(
                    """
                    As of position %1$d, TIME

                    Project %2$d 'Bridge'
                    created at position [0-9]+, TIME

                    owner       ANNA, since position [0-9]+, TIME
                    participant BEN, since position [0-9]+, TIME

                    What happened:
                    position [0-9]+, TIME: ANNA created the project 'Bridge', with BEN to take part\\.

                    What was said last:
                    position %1$d, TIME: ANNA to everybody: 'Hello\\\\u\\{000A\\}world'
                    0"""
                            .formatted(said, project)
                            .replace("TIME", time)
                            .replace("ANNA", name.formatted(anna.name()))
                            .replace("BEN", name.formatted(ben.name())),
                    text);
            String now = replay(database, "--project", "" + project);
            assertTrue(now.contains("renamed the project from 'Bridge' to 'Long Bridge'."), now);
            String room = replay(database, "--room", "" + project);
            assertTrue(room.contains("to everybody: 'Hello"), room);
            String user = replay(database, "--user", "" + ben.id());
            assertTrue(
                    user.contains("project %d 'Long Bridge', as participant".formatted(project)),
                    user);
            assertTrue(user.contains("mail '%s', not verified".formatted(ben.email())), user);

            List<Event> noted = noted(database);
            assertEquals(
                    List.of("project=" + project, "project=" + project, "room=" + project),
                    noted.stream().limit(3).map(it -> ((BookShown) it).what()).toList());
            assertEquals(new BookShown("project=" + project, said), noted.getFirst());
            assertEquals("user=" + ben.id(), ((BookShown) noted.getLast()).what());

            assertWrong(database, "--until", "99999", "--project", "1");
            assertWrong(database, "--until", "yesterday", "--project", "1");

            assertEquals("3", replay(database, "--project", "99"));
            try (var process =
                    ServerProcess.start(
                            untouched,
                            Map.of("DATABASE_URL", url(database)),
                            "replay",
                            "--until",
                            "1",
                            "--user",
                            "" + ben.id())) {
                String line = process.errors();
                assertTrue(line.startsWith("User Not Found: not yet at position 1; "), line);
                assertEquals(OperatorReplay.NOT_THERE, process.exitCode());
            }
            assertEquals(new BookShown("user=" + ben.id(), 1), noted(database).getLast());
        }
    }

    /** What the book tells of what was shown. */
    private static List<Event> noted(PGSimpleDataSource database) throws Exception {
        try (var book =
                new PostgresBook(database, database::getConnection, new SubjectKeys(database))) {
            return book.read(0, 1_000).stream()
                    .map(RecordedEvent::event)
                    .filter(BookShown.class::isInstance)
                    .toList();
        }
    }

    /** What it prints, and the exit code. */
    private static String replay(PGSimpleDataSource database, String... options)
            throws SQLException {
        var arguments = new String[options.length + 1];
        arguments[0] = "replay";
        System.arraycopy(options, 0, arguments, 1, options.length);
        var keys = new SubjectKeys(database);
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, UTF_8);
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
        try (var book = new PostgresBook(database, database::getConnection, keys)) {
            int exitCode =
                    new OperatorReplay(
                                    new BookEntries(database, keys),
                                    new OperatorModels(
                                            database::getConnection,
                                            (_, to, _) -> new Stretch(List.of(), to),
                                            () -> 0,
                                            out,
                                            nowhere),
                                    new AuditNotes(book),
                                    out,
                                    nowhere)
                            .run(ReplayWish.of(arguments));
            return bytes.toString(UTF_8) + exitCode;
        }
    }

    private static void assertWrong(PGSimpleDataSource database, String... options) {
        assertThrows(WrongArguments.class, () -> replay(database, options));
    }

    private static void assertMatches(String pattern, String text) {
        assertTrue(text.matches(pattern), text);
    }

    private static String url(PGSimpleDataSource database) {
        return "%s?user=%s&password=%s"
                .formatted(
                        String.valueOf(database.getURL()).replaceFirst("\\?.*", ""),
                        database.getUser(),
                        database.getPassword());
    }
}
