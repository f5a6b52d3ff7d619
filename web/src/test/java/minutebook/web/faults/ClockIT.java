package minutebook.web.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import minutebook.web.ServerProcess;
import minutebook.web.TestUser;
import minutebook.web.cluster.Node;
import minutebook.web.cluster.PostgresServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock of a node jumps by hours: the book's time never falls, and no token comes to life. */
class ClockIT {
    private static final @Nullable String LIBRARY = System.getenv("FAKETIME_LIBRARY");

    @TempDir Path folder;
    private Path offset;

    @BeforeEach
    void the_clock_is_right() throws Exception {
        assumeTrue(
                LIBRARY != null && Files.exists(Path.of(LIBRARY)),
                "Clocks are moved by libfaketime, which scripts/test installs and names in FAKETIME_LIBRARY");
        offset = folder.resolve("offset");
        Files.writeString(offset, "+0");
    }

    @Test
    void it_jumps_ahead_and_back_again() throws Exception {
        try (var postgres =
                        PostgresServer.start(Files.createDirectory(folder.resolve("postgres")));
                var jumping = node(postgres, "jumping", true);
                var right = node(postgres, "right", false)) {
            jumping.start();
            right.start();
            TestUser anna = TestUser.register(jumping.url(), "anna");
            TestUser dead = anna.withToken(login(jumping, anna));
            long bridge = anna.createProject("Bridge", List.of(), List.of());
            assertEquals(200, dead.post("/auth/logout", "{}").status());

            jump("+2h");
            Instant began = Instant.now();
            // The clock looks once a second whether it has jumped.
            awaitIssued(jumping, anna, it -> it.isAfter(began.plusSeconds(3_600)));
            TestUser ahead = anna.withToken(login(jumping, anna));
            assertEquals(401, anna.get("/api/v1/users/me").status(), "expired, by this clock");
            rename(ahead, bridge, "Ahead");
            assertTrue(lastRecorded(postgres).isAfter(began.plusSeconds(7_000)));
            // By the clock that is right nothing has happened to those who are there.
            assertEquals(200, anna.at(right.url()).get("/api/v1/users/me").status());
            assertEquals(401, dead.at(right.url()).get("/api/v1/users/me").status());
            rename(anna.at(right.url()), bridge, "Right");

            jump("+0");
            awaitIssued(jumping, anna, it -> it.isBefore(Instant.now().plusSeconds(3_600)));
            TestUser back = anna.withToken(login(jumping, anna));
            rename(back, bridge, "Back");
            for (Node node : List.of(jumping, right)) {
                assertEquals(401, dead.at(node.url()).get("/api/v1/users/me").status());
                assertEquals(200, back.at(node.url()).get("/api/v1/users/me").status());
            }
            rename(back.at(right.url()), bridge, "Right again");
            assertEquals(0, falls(postgres));
            assertEquals(
                    "Right again", back.get("/api/v1/projects/" + bridge).at("/title").asText());
        }
    }

    private Node node(PostgresServer postgres, String name, boolean jumps) throws Exception {
        var settings = new HashMap<String, String>();
        settings.put("DATABASE_URL", postgres.url());
        settings.put("MAIL_URL", "dummy:");
        settings.put("TOKEN_MINUTES", "60");
        if (jumps) {
            settings.put("LD_PRELOAD", String.valueOf(LIBRARY));
            settings.put("FAKETIME_TIMESTAMP_FILE", offset.toString());
            settings.put("FAKETIME_CACHE_DURATION", "1");
            settings.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
            // Deadlines and pauses are measured by another clock, which never jumps.
            settings.put("DONT_FAKE_MONOTONIC", "1");
        }
        return new Node(ServerProcess.QUICK_JVM, folder.resolve(name), settings);
    }

    private void jump(String by) throws Exception {
        Path next = folder.resolve("next");
        Files.writeString(next, by);
        Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE);
    }

    private static TestUser.Reply login(TestUser user, Node node) {
        return TestUser.nobody(node.url())
                .post(
                        "/auth/login",
                        "{\"email\": \"%s\", \"password\": \"%s\"}"
                                .formatted(user.email(), TestUser.PASSWORD));
    }

    private static String login(Node node, TestUser user) {
        TestUser.Reply reply = login(user, node);
        assertEquals(200, reply.status(), reply.json().toString());
        return reply.at("/authorization").textValue();
    }

    private static void awaitIssued(Node node, TestUser user, Predicate<Instant> such)
            throws InterruptedException {
        Asked.until(() -> login(user, node), it -> it.status() == 200 && such.test(issued(it)));
    }

    /** When the token of a log-in was, by the clock of who issued it. */
    private static Instant issued(TestUser.Reply login) {
        String claims = login.at("/authorization").textValue().split("\\.", -1)[1];
        var issued = Pattern.compile("\"iat\":(\\d+)").matcher(decoded(claims));
        assertTrue(issued.find(), claims);
        return Instant.ofEpochSecond(Long.parseLong(issued.group(1)));
    }

    private static String decoded(String base64) {
        return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static void rename(TestUser user, long project, String title) {
        var reply = user.put("/api/v1/projects/" + project, "{\"title\": \"%s\"}".formatted(title));
        assertEquals(200, reply.status(), reply.json().toString());
    }

    private static Instant lastRecorded(PostgresServer postgres) throws SQLException {
        return Instant.ofEpochSecond(
                number(postgres, "select extract(epoch from recorded_at)::bigint from book.head"));
    }

    /** How often the time of an event is before that of the one before. */
    private static long falls(PostgresServer postgres) throws SQLException {
        return number(
                postgres,
                """
                select count(*) from (
                    select recorded_at < lag(recorded_at) over (order by position) as falls
                    from book.event) times
                where falls
                """);
    }

    private static long number(PostgresServer postgres, String sql) throws SQLException {
        try (var connection = postgres.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
