package minutebook.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import minutebook.events.sql.Connecting;
import minutebook.events.users.Role;
import minutebook.web.TestUser.Reply;
import minutebook.web.mail.MailTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** scripts/verify, beside a running server. */
class OperatorVerifyIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String NOTHING_SIGNED =
            " Nothing signed was compared: there are no checkpoints here. That the end was cut off, or all was written anew, would not show.";

    @Test
    void the_operator_hears_that_the_book_is_whole_or_where_it_is_not(@TempDir Path untouched)
            throws Exception {
        try (var server = new TestServer()) {
            var database = (PGSimpleDataSource) server.database();
            assertEquals(
                    "The book is whole: it is empty." + NOTHING_SIGNED + "\n0",
                    verify(database, 1));
            TestUser anna = server.register("anna");
            anna.post("/api/v1/projects", "{\"title\": \"Bridge\"}");
            new MailTable(database).awaitAllEnded();
            long events = count(database);

            try (var process = verifyProcess(untouched, database)) {
                String line = process.output();
                assertTrue(
                        line.matches(
                                "The book is whole: %d events, positions 1 to %d, head [0-9a-f]{64}, [0-9]+\\.[0-9] s\\.%s\n"
                                        .formatted(events, events, NOTHING_SIGNED)),
                        line);
                assertEquals(0, process.exitCode());
            }
            String piece = verify(database, 2, 2);
            assertTrue(
                    piece.startsWith(
                            "The piece of the book is whole: 1 event, positions 2 to 2, last hash "),
                    piece);
            assertWrong(
                    "--to 99 is behind the end of the book, which is at " + events, database, 99);

            tamper(database, "update book.event set data = '{}' where position = 2");
            try (var process = verifyProcess(untouched, database)) {
                assertEquals(
                        "Position 2 was changed: it does not follow from the one before it, and the one behind follows from its hash.\n",
                        process.output());
                assertEquals(OperatorVerify.BROKEN, process.exitCode());
            }
        }
    }

    @Test
    void a_head_that_was_changed_by_hand_is_a_flaw_and_whoever_is_logged_in_stays_so()
            throws Exception {
        try (var server = new TestServer()) {
            var database = (PGSimpleDataSource) server.database();
            TestUser auditor = server.register("auditor");
            server.grant(auditor, Role.AUDITOR);
            new MailTable(database).awaitAllEnded();
            long events = count(database);

            tamper(database, "create table kept as select * from book.head");
            tamper(database, "update book.head set position = position + 1000");
            assertFlaw(database, auditor, events + 1);
            awaitWarning(auditor, "its last row is " + events);
            assertEquals(200, auditor.get("/api/v1/users/me").status());
            assertEquals(503, auditor.post("/api/v1/projects", "{\"title\": \"Hole\"}").status());

            tamper(database, "delete from book.head");
            assertFlaw(database, auditor, events + 1);
            awaitWarning(auditor, "The book has no head");

            tamper(database, "insert into book.head select * from kept");
            awaitWarning(auditor, "");
            assertEquals(201, auditor.post("/api/v1/projects", "{\"title\": \"Whole\"}").status());
            assertEquals(200, auditor.get("/api/v1/projects").status());

            // What nobody can read: who is logged out in it, is not known.
            tamper(
                    database,
                    """
                    insert into book.event
                    select position + 1, 'x-1', 1, 'no-such-type', '{}', null,
                        gen_random_uuid(), recorded_at, sha256('')
                    from book.event order by position desc limit 1;
                    update book.head set position = position + 1
                    """);
            Reply unknown = awaitStatus(503, auditor);
            assertEquals(
                    "It is not known now which tokens are good. Try again.",
                    unknown.at("/message").asText());
            for (String stream : List.of("users", "audit")) {
                // Hung up, since a browser's stream would not come again after a 503.
                String path = "/api/v1/%s/stream".formatted(stream);
                var lost = assertThrows(IllegalStateException.class, () -> auditor.get(path));
                assertInstanceOf(IOException.class, lost.getCause());
            }
            tamper(
                    database,
                    """
                    delete from book.event where type = 'no-such-type';
                    update book.head set position = position - 1
                    """);
            awaitStatus(200, auditor);
        }
    }

    /** The command and the route say the same. */
    private static void assertFlaw(PGSimpleDataSource database, TestUser auditor, long position) {
        String told = verify(database, 1);
        assertTrue(told.endsWith("\n" + OperatorVerify.BROKEN), told);
        Reply reply = auditor.get("/api/v1/audit/verify");
        assertEquals(200, reply.status());
        assertEquals("cut-off", reply.at("/flaw").asText());
        assertEquals(position, reply.at("/position").asLong());
        assertEquals(told.lines().findFirst().orElseThrow(), reply.at("/message").asText());
    }

    private static void awaitWarning(TestUser user, String text) {
        await(
                () -> user.get("/observe/health").http().body(),
                it -> text.isEmpty() ? !it.contains("warning") : it.contains(text));
    }

    private static Reply awaitStatus(int status, TestUser user) {
        return await(() -> user.get("/api/v1/users/me"), it -> it.status() == status);
    }

    private static <T> T await(Supplier<T> look, Predicate<T> wanted) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        T seen = look.get();
        while (!wanted.test(seen)) {
            assertTrue(System.nanoTime() < until, String.valueOf(seen));
            seen = look.get();
        }
        return seen;
    }

    @Test
    void wrong_arguments_are_told_before_anything_is_touched(@TempDir Path untouched)
            throws Exception {
        try (var process = ServerProcess.start(untouched, Map.of(), "verify", "--from", "0")) {
            assertEquals(
                    "--from '0' is no position: it is a whole number from 1 on.\n",
                    process.errors());
            assertEquals(2, process.exitCode());
        }
        assertEquals(0, untouched.toFile().list().length);
    }

    private static ServerProcess verifyProcess(Path dataDir, PGSimpleDataSource database)
            throws Exception {
        return ServerProcess.start(dataDir, Map.of("DATABASE_URL", url(database)), "verify");
    }

    /** What it prints, and the exit code. */
    private static String verify(PGSimpleDataSource database, long from) {
        return verify(database, VerifyWish.piece(from, OptionalLong.empty()));
    }

    private static String verify(PGSimpleDataSource database, long from, long to) {
        return verify(database, VerifyWish.piece(from, OptionalLong.of(to)));
    }

    private static String verify(PGSimpleDataSource database, VerifyWish wish) {
        var out = new ByteArrayOutputStream();
        Connecting connecting = database::getConnection;
        int exitCode =
                new OperatorVerify(connecting, new PrintStream(out, true, UTF_8), nowhere())
                        .run(wish, Path.of("no such folder"));
        return out.toString(UTF_8) + exitCode;
    }

    private static void assertWrong(String line, PGSimpleDataSource database, long position) {
        var from = assertThrows(WrongArguments.class, () -> verify(database, position));
        assertEquals(line.replace("--to", "--from") + ".", from.line());
        var to = assertThrows(WrongArguments.class, () -> verify(database, 1, position));
        assertEquals(line + ".", to.line());
    }

    private static long count(PGSimpleDataSource database) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from book.event")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void tamper(PGSimpleDataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("alter table book.event disable trigger all; " + sql);
        }
    }

    private static String url(PGSimpleDataSource database) {
        return "%s?user=%s&password=%s"
                .formatted(
                        String.valueOf(database.getURL()).replaceFirst("\\?.*", ""),
                        database.getUser(),
                        database.getPassword());
    }

    private static PrintStream nowhere() {
        return new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
    }
}
