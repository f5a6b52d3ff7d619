package minutebook.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import minutebook.web.docs.CheckedSocket;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program, killed and stopped while clients are busy: what it said is done, is done. */
class DurabilityIT {
    private static final int WRITERS = 4;
    private static final int ENOUGH = 200;

    @TempDir Path dataDir;

    /** What clients were told is done. */
    private final Queue<String> said = new ConcurrentLinkedQueue<>();

    private final Queue<String> titles = new ConcurrentLinkedQueue<>();
    private final CountDownLatch enough = new CountDownLatch(ENOUGH);

    @Test
    void killed_under_load_it_has_lost_and_doubled_nothing_that_it_acknowledged() throws Exception {
        var killed = ServerProcess.start(dataDir, Map.of());
        var work = new Work(URI.create(killed.url()));
        work.begin();
        assertTrue(enough.await(5, TimeUnit.MINUTES));

        killed.kill();
        work.end();

        try (var server = ServerProcess.start(dataDir, Map.of())) {
            assertAllThere(work, URI.create(server.url()));
        }
    }

    @Test
    void stopped_under_load_it_answers_what_it_has_begun_and_ends_cleanly() throws Exception {
        var stopped = ServerProcess.start(dataDir, Map.of());
        var work = new Work(URI.create(stopped.url()));
        var postgres =
                ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile()).getFirst()))
                        .orElseThrow();
        work.begin();
        assertTrue(enough.await(5, TimeUnit.MINUTES));

        long begun = System.nanoTime();
        stopped.terminate();
        assertEquals(0, stopped.exitCode());
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
        work.end();

        assertTrue(seconds < 15, () -> "it took " + seconds + " s");
        postgres.onExit().get(10, TimeUnit.SECONDS);
        assertFalse(Files.exists(pidFile()));
        try (var server = ServerProcess.start(dataDir, Map.of())) {
            assertAllThere(work, URI.create(server.url()));
        }
    }

    private Path pidFile() {
        return dataDir.resolve("postgres/data/postmaster.pid");
    }

    /** Several clients, each of which talks in the one room and renames a project of its own. */
    private final class Work {
        private final TestUser anna;
        private final long room;
        private final List<Long> projects = new ArrayList<>();
        private final List<CheckedSocket> sockets = new ArrayList<>();
        private final List<Thread> threads = new ArrayList<>();
        private volatile boolean over;

        Work(URI server) {
            anna = TestUser.register(server, "anna");
            room = anna.createProject("Room", List.of(), List.of());
            for (int i = 0; i < WRITERS; i++) {
                projects.add(anna.createProject("Project " + i, List.of(), List.of()));
            }
        }

        void begin() {
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                CheckedSocket socket = connect();
                sockets.add(socket);
                say(socket, writer, 0);
                threads.add(Thread.startVirtualThread(() -> rename(writer)));
            }
        }

        void end() throws InterruptedException {
            over = true;
            for (Thread thread : threads) {
                thread.join();
            }
            sockets.forEach(CheckedSocket::close);
        }

        private CheckedSocket connect() {
            return CheckedSocket.byAuth(anna.server(), anna.token(), "websocket", (_, _) -> {})
                    .connect();
        }

        /** One after the other, each when the one before is acknowledged. */
        private void say(CheckedSocket socket, int writer, int number) {
            String content = "Message %d of %d".formatted(number, writer);
            var wish = new JSONObject(Map.of("project_id", room, "content", content));
            var _ =
                    socket.ask("send_message", wish)
                            .thenAccept(
                                    item -> {
                                        if (item.has("id")) {
                                            said.add(
                                                    item.path("id")
                                                            + " "
                                                            + item.path("content").asText());
                                            enough.countDown();
                                            say(socket, writer, number + 1);
                                        }
                                    });
        }

        private void rename(int writer) {
            for (int i = 0; !over; i++) {
                String title = "Title %d of %d".formatted(i, writer);
                try {
                    var reply =
                            anna.put(
                                    "/api/v1/projects/" + projects.get(writer),
                                    "{\"title\": \"%s\"}".formatted(title));
                    if (reply.status() != 200) {
                        return;
                    }
                    titles.add(String.valueOf(reply.header("Event-Position")) + " " + title);
                    enough.countDown();
                } catch (IllegalStateException gone) {
                    return;
                }
            }
        }
    }

    private void assertAllThere(Work work, URI url) throws IOException {
        TestUser anna = new TestUser(url, work.anna.token(), work.anna.id(), work.anna.name());
        List<String> history = new ArrayList<>();
        JsonNode page;
        int number = 1;
        do {
            page =
                    anna.get(
                                    "/api/v1/messages/%d?per_page=100&page=%d"
                                            .formatted(work.room, number++))
                            .json();
            for (JsonNode item : page.path("data")) {
                history.add(item.path("id").asLong() + " " + item.path("content").asText());
            }
        } while (page.path("has_next").asBoolean());

        assertEquals(history.size(), history.stream().distinct().count());
        assertTrue(history.containsAll(said), "a message is lost");
        // Each writer waits for its ack: at most one of each can be there without.
        assertTrue(history.size() <= said.size() + WRITERS, "a message is there twice");
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            String title =
                    anna.get("/api/v1/projects/" + work.projects.get(i)).at("/title").asText();
            long acknowledged = titles.stream().filter(it -> it.endsWith(" of " + writer)).count();
            // The last that was acknowledged, or the one after, whose answer was on its way.
            assertTrue(
                    title.equals("Title %d of %d".formatted(acknowledged - 1, writer))
                            || title.equals("Title %d of %d".formatted(acknowledged, writer)),
                    () -> title + " after " + acknowledged);
        }
        assertEquals(WRITERS + 1, anna.get("/api/v1/projects").at("/total").asInt());
    }
}
