package minutebook.web.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import minutebook.web.ServerProcess;
import minutebook.web.TestUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that has little of what it needs, and is asked for more than that: it says no, stays,
 * and is well again.
 */
class LimitsIT {
    private static final int FILES = 400;
    private static final int PROJECTS = 50;

    @TempDir Path folder;

    @Test
    void with_few_open_files_it_turns_newcomers_away_and_takes_them_when_others_have_gone()
            throws Exception {
        try (var server = start("--nofile=%1$d:%1$d".formatted(FILES))) {
            URI url = URI.create(server.url());
            TestUser anna = TestUser.register(url, "anna");
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
                System.out.println("turned away " + turnedAway);
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
        try (var server = start("--nofile=20000:20000")) {
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
                Map<Integer, Integer> answers = flood.open(3 * bears, 6);

                System.out.println("bears " + bears + "/s, then " + answers + Flood.LOSSES);
                assertTrue(Set.of(200, 503, 504).containsAll(answers.keySet()), answers.toString());
                assertTrue(answers.getOrDefault(200, 0) > bears, answers.toString());
                long back =
                        Asked.until(
                                () -> project(anna, "After " + number.incrementAndGet()),
                                it -> it.status() == 201);
                System.out.println("back after " + back);
                assertTrue(back < 5_000, () -> back + " ms");
                long again = flood.closed(32, 2);
                System.out.println("again " + again);
            }
            assertEquals(
                    0,
                    Files.readAllLines(log()).stream()
                            .filter(it -> it.contains("OutOfMemory"))
                            .count());
        }
    }

    private ServerProcess start(String limit) throws IOException {
        return ServerProcess.limited(
                limit,
                Redirect.appendTo(log().toFile()),
                folder.resolve("data"),
                Map.of("MAIL_URL", "dummy:"));
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
        } catch (java.net.SocketTimeoutException waits) {
            return false;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }
}
