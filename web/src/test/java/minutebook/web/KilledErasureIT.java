package minutebook.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import minutebook.web.TestUser.Reply;
import minutebook.web.messages.Speaker;
import minutebook.web.start.Lifetime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** The real program, killed when the book says that somebody is erased and nothing else is done. */
class KilledErasureIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The lock that destroying takes: whoever holds it stops time at just that moment. */
    private static final String HOLD = "select pg_advisory_lock(%d)".formatted(0x657261736564L);

    private static final List<String> OF_VAULT =
            List.of("vault.subject_key", "vault.credential", "vault.file_sender");

    @TempDir Path dataDir;
    private final PGSimpleDataSource database = TestServer.newDatabase();

    @Test
    void killed_before_anything_is_destroyed_it_destroys_it_at_the_next_start() throws Exception {
        TestUser admin;
        TestUser gone;
        long position;
        try (var killed = start();
                Connection holding = database.getConnection()) {
            URI url = URI.create(killed.url());
            admin = TestUser.register(url, "admin");
            gone = TestUser.register(url, "gone");
            TestUser before = TestUser.register(url, "before");
            makeAdmin(admin);
            long project = admin.createProject("Bridge", List.of(), List.of(gone));
            sendFile(gone, project);
            // A mail that is on its way at the kill is sent again only after 20 s.
            Eventually.holds(
                    PATIENCE, () -> mails(admin) > 0 && mails(gone) > 0 && mails(before) > 0);
            assertEquals(200, before.delete("/api/v1/users/me", null).status());
            Eventually.holds(PATIENCE, () -> mails(before) == 0);

            holding.createStatement().execute(HOLD);
            var answer = CompletableFuture.supplyAsync(() -> erase(admin, gone));
            Eventually.holds(PATIENCE, () -> erasedAt(gone) > 0);
            killed.kill();

            assertThrows(ExecutionException.class, () -> answer.get(20, TimeUnit.SECONDS));
            position = endOfCommand(gone);
            for (String table : OF_VAULT) {
                assertEquals(1, count(table, gone), table);
            }
            assertEquals(1, count("vault.file"));
        }
        // As a mail that was on its way to them leaves it.
        Files.createFile(
                mail().resolve(".000000009-%d-added-to-project-x.eml.half".formatted(gone.id())));

        try (var next = start()) {
            URI url = URI.create(next.url());
            for (String table : OF_VAULT) {
                assertEquals(0, count(table, gone), table);
            }
            assertEquals(0, count("vault.file"));
            Eventually.holds(PATIENCE, () -> mails(gone) == 0);
            assertTrue(mails(admin) > 0);
            for (int i = 0; i < 2; i++) {
                Reply again = erase(admin.at(url), gone);
                assertEquals(200, again.status(), again.json()::toString);
                assertEquals(Long.toString(position), again.header("Event-Position"));
            }
            assertEquals(401, gone.at(url).delete("/api/v1/users/me", null).status());
            assertEquals(401, logIn(url, gone).status());
        }
    }

    private ServerProcess start() throws IOException {
        String url =
                "%s?user=%s&password=%s"
                        .formatted(
                                String.valueOf(database.getURL()).replaceFirst("\\?.*", ""),
                                database.getUser(),
                                database.getPassword());
        return ServerProcess.start(
                dataDir, Map.of("DATABASE_URL", url, "MAIL_URL", "file:" + mail()));
    }

    private Path mail() {
        return dataDir.resolve("mail");
    }

    private void makeAdmin(TestUser user) {
        var lifetime = new Lifetime();
        TestServer.operator(
                database,
                InstantSource.system(),
                lifetime,
                write ->
                        new OperatorRoles(write)
                                .change(RoleWish.of("grant", user.email(), "admin").orElseThrow()));
        lifetime.end();
    }

    private static void sendFile(TestUser user, long project) {
        try (var speaker = new Speaker(user)) {
            speaker.send(
                    Map.of(
                            "project_id", project,
                            "file_name", "plan.txt",
                            "file_base64", "data:text/plain;base64,c2VjcmV0"));
        }
    }

    private static Reply erase(TestUser admin, TestUser whom) {
        return admin.send(
                "DELETE", "/api/v1/users/" + whom.id(), null, Map.of("Idempotency-Key", "once"));
    }

    private static Reply logIn(URI url, TestUser user) {
        return TestUser.nobody(url)
                .post(
                        "/auth/login",
                        "{\"email\": \"%s\", \"password\": \"%s\"}"
                                .formatted(user.email(), TestUser.PASSWORD));
    }

    /** How many files of mails to somebody there are. */
    private long mails(TestUser to) throws IOException {
        if (!Files.isDirectory(mail())) {
            return 0;
        }
        try (Stream<Path> files = Files.list(mail())) {
            return files.filter(it -> it.getFileName().toString().contains("-" + to.id() + "-"))
                    .count();
        }
    }

    /** 0: not yet. */
    private long erasedAt(TestUser user) throws SQLException {
        return number(
                "select coalesce(max(position), 0) from book.event where type = 'user-erased' and stream = 'user-%d'"
                        .formatted(user.id()));
    }

    private long endOfCommand(TestUser erased) throws SQLException {
        return number(
                "select max(position) from book.event where command_id = (select command_id from book.event where position = %d)"
                        .formatted(erasedAt(erased)));
    }

    private long count(String table) throws SQLException {
        return number("select count(*) from " + table);
    }

    private long count(String table, TestUser user) throws SQLException {
        return number("select count(*) from %s where user_id = %d".formatted(table, user.id()));
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
