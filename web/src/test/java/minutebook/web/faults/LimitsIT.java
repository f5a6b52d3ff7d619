package minutebook.web.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import minutebook.web.ServerProcess;
import minutebook.web.TestUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A server that has little, and is asked for more: it says no, stays, and is well again. */
class LimitsIT {
    private static final int FILES = 400;
    private static final int PROJECTS = 50;

    @RegisterExtension static final Site SITE = new Site();

    @TempDir Path folder;

    @Test
    void with_few_open_files_it_turns_newcomers_away_and_takes_them_when_others_have_gone()
            throws Exception {
        var shared = Map.of("DATABASE_URL", SITE.postgres().url());
        try (var server = start("--nofile=%1$d:%1$d".formatted(FILES), shared)) {
            URI url = URI.create(server.url());
            TestUser anna = SITE.anna().at(url);
            // A connection that is kept.
            assertEquals(200, anna.get("/api/v1/users/me").status());
            var crowd = new ArrayList<Socket>();
            try {
                int turnedAway = 0;
                for (int i = 0; i < 2 * FILES; i++) {
                    var socket = new Socket(url.getHost(), url.getPort());
                    crowd.add(socket);
                }
                for (Socket each : crowd) {
                    if (isTurnedAway(each)) {
                        turnedAway++;
                    }
                }
                assertTrue(turnedAway > FILES, "turned away: " + turnedAway);
                assertEquals(200, anna.get("/api/v1/users/me").status());
            } finally {
                for (Socket each : crowd) {
                    each.close();
                }
            }
            // By another connection than those that there were.
            Asked.until(() -> fresh(url, anna), it -> it.status() == 200);
            assertEquals(201, project(anna, "Room again").status());
        }
    }

    @Test
    void at_three_times_the_load_that_a_small_heap_bears_it_sheds_load_and_comes_back()
            throws Exception {
        try (var server = start("--nofile=20000:20000", Map.of())) {
            URI url = URI.create(server.url());
            TestUser anna = TestUser.register(url, "anna");
            List<Long> projects =
                    IntStream.range(0, PROJECTS)
                            .mapToObj(i -> project(anna, "Project " + i).at("/id").asLong())
                            .toList();
            var number = new AtomicInteger();
            try (var flood =
                    new Flood(
                            url,
                            () -> {
                                int next = number.incrementAndGet();
                                return Flood.request(
                                        "PUT",
                                        "/api/v1/projects/" + projects.get(next % PROJECTS),
                                        String.valueOf(anna.token()),
                                        "{\"title\": \"%d%s\"}".formatted(next, "x".repeat(200)));
                            })) {
                flood.closed(32, 2);
                int bears = flood.closed(32, 2);
                Map<Integer, Integer> answers =
                        flood.open(Integer.getInteger("faults.factor", 3) * bears, 5);

                System.out.printf(
                        "It bears %d a second; of three times as many: %s %s%n",
                        bears, answers, flood.losses());
                // Who found no place in the system's own line was not even heard.
                assertTrue(
                        Set.of(200, 503, 504, Flood.LOST).containsAll(answers.keySet()),
                        answers.toString());
                assertTrue(answers.getOrDefault(200, 0) > bears, answers.toString());
                long back =
                        Asked.until(
                                () -> project(anna, "After " + number.incrementAndGet()),
                                it -> it.status() == 201);
                assertTrue(back < 15_000, () -> "back after " + back + " ms");
            }
            assertFalse(Files.readString(log()).contains("OutOfMemory"));
        }
    }

    private ServerProcess start(String limit, Map<String, String> database) throws IOException {
        var settings = new HashMap<>(database);
        settings.put("MAIL_URL", "dummy:");
        return ServerProcess.limited(
                limit, Redirect.appendTo(log().toFile()), folder.resolve("data"), settings);
    }

    private Path log() {
        return folder.resolve("server.log");
    }

    private static TestUser.Reply project(TestUser user, String title) {
        return user.post("/api/v1/projects", "{\"title\": \"%s\"}".formatted(title));
    }

    private static TestUser.Reply fresh(URI url, TestUser user) {
        return user.at(url).send("GET", "/api/v1/users/me", null, Map.of());
    }

    /** Told so, or closed; one that was let in waits for its first request. */
    private static boolean isTurnedAway(Socket socket) throws IOException {
        socket.setSoTimeout(20);
        try {
            int first = socket.getInputStream().read();
            return first < 0 || first == 'H';
        } catch (SocketTimeoutException waits) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }
}
