package minutebook.web.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import minutebook.web.ServerProcess;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.cluster.Node;
import minutebook.web.cluster.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked, a streaming replica answers, where it shows no less than the primary would. */
class ReplicasIT {
    @TempDir static Path folder;
    private static PostgresServer primary;
    private static PostgresServer standby;
    private static Node node;
    private static TestUser anna;
    private static long project;

    @BeforeAll
    static void start() throws Exception {
        Path programs = Programs.postgresql();
        primary =
                PostgresServer.start(
                        programs, Files.createDirectories(folder.resolve("primary")), Map.of());
        standby = standby(programs, Files.createDirectories(folder.resolve("standby")));
        standby.start();
        var urls =
                Map.of(
                        "DATABASE_URL",
                        primary.url(),
                        // A database that follows nobody is none to read from.
                        "DATABASE_REPLICA_URL",
                        standby.url() + ", " + primary.url(),
                        "MAIL_URL",
                        "dummy:");
        node = new Node(ServerProcess.QUICK_JVM, folder.resolve("node"), urls);
        node.start();
        anna = TestUser.register(node.url(), "anna");
        project = anna.createProject("Bridge", List.of(), List.of());
    }

    private static PostgresServer standby(Path programs, Path folder) throws Exception {
        PostgresServer standby = PostgresServer.on(programs, folder);
        Process copying =
                new ProcessBuilder(
                                programs.resolve("bin/pg_basebackup").toString(),
                                "--dbname=" + primary.url().replaceFirst("/[^/]*$", "/postgres"),
                                "--pgdata=" + standby.data(),
                                "--write-recovery-conf",
                                "--checkpoint=fast")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(copying.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, copying.waitFor(), said);
        return standby;
    }

    @AfterAll
    static void stop() throws Exception {
        node.close();
        standby.close();
        primary.close();
    }

    @Test
    void queries_audits_and_charts_are_read_from_it() throws Exception {
        assertReadByReplica(ReplicasIT::anew);
        assertReadByReplica(() -> anna.get("/api/v1/users?filter_by=" + Names.fresh("x")));
        assertReadByReplica(() -> anna.get("/api/v1/notifications"));
        Pair.await("she is an auditor", () -> isGranted("auditor"));
        Pair.await("she is an analyst", () -> isGranted("analyst"));
        assertReadByReplica(() -> anna.get("/api/v1/audit/events"));
        assertReadByReplica(() -> anna.get("/api/v1/audit/projects/" + project));
        assertReadByReplica(() -> anna.get("/api/v1/audit/verify"));
        assertReadByReplica(() -> anna.get("/api/v1/analytics/activity"));
        assertTrue(warning().contains("is no copy of this database that follows it"), warning());
    }

    @Test
    void who_changes_something_reads_it_at_once_wherever_it_is_read() throws Exception {
        for (int i = 0; i < 30; i++) {
            assertNewest();
        }
    }

    @Test
    void one_that_stays_behind_is_left_out_and_comes_back() throws Exception {
        try (Connection there = DriverManager.getConnection(jdbc(standby.port()))) {
            execute(there, "select pg_wal_replay_pause()");
            for (int i = 0; i < 5; i++) {
                assertNewest();
            }
            Pair.await("it is left out", () -> warning().contains("is far behind"));
            assertNewest();
            execute(there, "select pg_wal_replay_resume()");
        }
        Pair.await("it is back", () -> !warning().contains("is far behind"));
        assertReadByReplica(ReplicasIT::anew);
    }

    @Test
    void one_that_is_killed_fails_nobody_and_comes_back() throws Exception {
        var ending = new AtomicBoolean();
        var answers = CompletableFuture.supplyAsync(() -> askUntil(ending));
        assertReadByReplica(ReplicasIT::anew);
        standby.kill();
        Pair.await("it is left out", () -> warning().contains("does not answer"));
        assertNewest();
        standby.start();
        Pair.await("it is back", () -> !warning().contains("does not answer"));
        assertReadByReplica(ReplicasIT::anew);
        ending.set(true);
        List<Integer> statuses = answers.join();
        assertTrue(statuses.size() > 10);
        assertEquals(List.of(200), statuses.stream().distinct().toList());
    }

    /** Another question each time, so that no answer is kept. */
    private static Reply anew() {
        return anna.get("/api/v1/projects/" + project + "?anew=" + Names.fresh(""));
    }

    private static List<Integer> askUntil(AtomicBoolean ending) {
        var statuses = new ArrayList<Integer>();
        while (!ending.get()) {
            // Each another question, so that no answer is kept.
            statuses.add(
                    anna.get("/api/v1/projects?filter_by=B&page=1&n=" + statuses.size()).status());
        }
        return statuses;
    }

    /** By itself, and by the position that the command's answer gave. */
    private static void assertNewest() {
        String title = Names.fresh("Title ");
        Reply renamed =
                anna.put("/api/v1/projects/" + project, "{\"title\": \"%s\"}".formatted(title));
        assertEquals(200, renamed.status());
        assertEquals(title, anna.get("/api/v1/projects/" + project).at("/title").asText());
        Reply told =
                anna.send(
                        "GET",
                        "/api/v1/projects",
                        null,
                        Map.of("Min-Position", String.valueOf(renamed.header("Event-Position"))));
        assertEquals(title, told.at("/data/0/title").asText());
    }

    private interface Question {
        Reply ask();
    }

    /** Not at once, since it may still lack what was written just now. */
    private static void assertReadByReplica(Question question) throws Exception {
        Pair.await(
                "a replica answers",
                () -> {
                    double before = read("replica");
                    Reply reply = question.ask();
                    assertEquals(200, reply.status(), reply.http()::body);
                    return read("replica") > before;
                });
    }

    private static double read(String from) {
        String begin = "database_reads_total{from=\"%s\"".formatted(from);
        return TestUser.nobody(node.url())
                .get("/observe/metrics")
                .http()
                .body()
                .lines()
                .filter(it -> it.startsWith(begin))
                .mapToDouble(it -> Double.parseDouble(it.replaceFirst(".* ", "")))
                .sum();
    }

    private static String warning() {
        return TestUser.nobody(node.url()).get("/observe/health/ready").http().body();
    }

    private static String jdbc(int port) {
        String[] who = primary.url().replaceFirst("postgres://", "").split("[:@]", -1);
        return "jdbc:postgresql://127.0.0.1:%d/minutebook?user=%s&password=%s"
                .formatted(port, who[0], who[1]);
    }

    /** A machine that is busy otherwise may leave it unknown, and then it is said again. */
    private static boolean isGranted(String role) {
        try {
            node.operate("grant", anna.email(), role);
            return true;
        } catch (IOException unknown) {
            return false;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
