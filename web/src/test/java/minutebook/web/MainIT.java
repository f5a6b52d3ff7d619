package minutebook.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import minutebook.web.cluster.Postmaster;
import minutebook.web.docs.CheckedHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainIT {

    // One folder for all tests, since making its database takes seconds; they run one by one.
    @TempDir static Path dataDir;

    @TempDir Path otherDir;

    @Test
    void it_says_when_it_is_ready_and_ends_cleanly_when_told() throws Exception {
        try (var server = ServerProcess.start(dataDir, Map.of())) {
            String url = server.url();
            assertEquals(200, status(url + "/observe/health/live"));
            assertEquals(200, status(url + "/observe/health/ready"));
            var postgres = postgres();

            server.terminate();

            assertEquals(0, server.exitCode());
            assertEquals("", server.errors());
            postgres.onExit().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void beside_a_running_one_keys_are_rotated_and_a_second_one_is_refused() throws Exception {
        try (var first = ServerProcess.start(dataDir, Map.of())) {
            String url = first.url();
            TestUser anna = TestUser.register(URI.create(url), "anna");

            try (var rotation = ServerProcess.start(dataDir, Map.of(), "rotate-keys")) {
                assertTrue(rotation.output().contains("new key"));
                assertEquals(0, rotation.exitCode(), rotation.errors());
            }
            assertEquals(200, anna.get("/api/v1/users/me").status());

            refuses(
                    "which another running Minutebook uses",
                    ServerProcess.start(dataDir, Map.of()));

            assertEquals(200, status(url + "/observe/health/ready"));
        }
    }

    @Test
    void killed_it_starts_again_and_takes_its_database_back() throws Exception {
        var killed = ServerProcess.start(dataDir, Map.of());
        killed.url();
        var orphan = postgres();
        killed.kill();
        assertTrue(orphan.isAlive());

        try (var server = ServerProcess.start(dataDir, Map.of())) {
            assertEquals(200, status(server.url() + "/observe/health/ready"));
            orphan.onExit().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void migrate_only_migrates() throws Exception {
        try (var migration = ServerProcess.start(dataDir, Map.of(), "migrate")) {
            migration.output();
            assertEquals(0, migration.exitCode());
            assertFalse(Files.exists(dataDir.resolve("postgres/data/postmaster.pid")));
        }
    }

    @Test
    void a_port_that_is_taken_is_told() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            refuses(
                    "PORT is '%s', which another program uses on 127.0.0.1".formatted(port),
                    ServerProcess.start(dataDir, Map.of("PORT", port)));
        }
    }

    @Test
    void a_wrong_setting_or_folder_is_told() throws Exception {
        Path file = Files.createFile(otherDir.resolve("file"));

        refuses("PORT is 'x', but", ServerProcess.start(dataDir, Map.of("PORT", "x")));
        refuses("but must be a folder", ServerProcess.start(file.resolve("data"), Map.of()));
        refuses("Not understood", ServerProcess.start(dataDir, Map.of(), "nonsense"));
    }

    @Test
    void a_database_that_is_away_is_told() throws Exception {
        String url;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = "postgres://ann:geheim@127.0.0.1:%d/minutes".formatted(free.getLocalPort());
        }

        String line =
                refuses(
                        "no PostgreSQL answers there",
                        ServerProcess.start(otherDir, Map.of("DATABASE_URL", url)));

        assertFalse(line.contains("geheim"));
    }

    @Test
    void a_database_that_would_lose_commits_is_refused() throws Exception {
        // As a test library sets it up: with fsync off.
        try (var careless =
                EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(2)).start()) {
            String url = careless.getJdbcUrl("postgres", "postgres");

            refuses(
                    "The database has fsync = off, but must have it on",
                    ServerProcess.start(otherDir, Map.of("DATABASE_URL", url)));
        }
    }

    @Test
    void help_names_the_settings() throws Exception {
        try (var help = ServerProcess.start(otherDir, Map.of(), "--help")) {
            String text = help.output();

            assertEquals(0, help.exitCode());
            assertTrue(text.contains("DATABASE_URL"));
        }
    }

    /** It must end with 1 and one line; gives the line. */
    private static String refuses(String reason, ServerProcess server) throws Exception {
        try (server) {
            String line = server.errors();
            assertEquals(1, server.exitCode());
            assertTrue(line.contains(reason), line);
            assertEquals(1, line.lines().count(), line);
            return line;
        }
    }

    private static int status(String url) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url)).build();
        return CheckedHttp.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static ProcessHandle postgres() throws IOException {
        return Postmaster.embeddedIn(dataDir);
    }
}
