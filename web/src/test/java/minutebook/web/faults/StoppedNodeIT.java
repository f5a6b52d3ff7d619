package minutebook.web.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import minutebook.web.TestUser;
import minutebook.web.cluster.Node;
import minutebook.web.cluster.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that stands still in the middle of its appends, while its system answers for it. */
class StoppedNodeIT {
    private static final int WRITERS = 6;
    private static final int STOPS = 3;
    private static final Duration STILL = Duration.ofSeconds(2);

    /** Longer than PostgreSQL bears a transaction in which nothing is said. */
    private static final Duration STILL_LONG =
            Duration.ofSeconds(Integer.getInteger("faults.still.seconds", 4));

    @TempDir Path folder;

    private final Queue<Told> told = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    private record Told(String node, String title, Asked asked) {}

    @Test
    void the_other_one_goes_on_and_what_either_said_is_true() throws Exception {
        try (var postgres =
                        PostgresServer.start(Files.createDirectory(folder.resolve("postgres")));
                var one = Node.on(postgres.url(), folder.resolve("one"));
                var other = Node.on(postgres.url(), folder.resolve("other"))) {
            one.start();
            other.start();
            TestUser anna = TestUser.register(one.url(), "anna");
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < WRITERS; i++) {
                    long project = anna.createProject("Project " + i, List.of(), List.of());
                    boolean first = i % 2 == 0;
                    TestUser at = anna.at(first ? one.url() : other.url());
                    String name = first ? "one" : "other";
                    threads.submit(() -> write(name, at, project));
                }
                for (int i = 0; i < STOPS; i++) {
                    LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
                    one.pause();
                    LockSupport.parkNanos((i == 0 ? STILL_LONG : STILL).toNanos());
                    one.resume();
                }
                LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
                over = true;
            }
            assertTrueToTheBook(postgres);
            assertOtherWentOn();
            for (Node node : List.of(one, other)) {
                Asked.until(
                        () -> anna.at(node.url()).get("/observe/health/ready"),
                        it -> it.status() == 200);
                assertFalse(node.logged("stopped at").size() > 0, "a read model has stopped");
            }
        }
    }

    private void write(String name, TestUser user, long project) {
        for (int i = 0; !over; i++) {
            String title = "%s %d of %d".formatted(name, i, project);
            Asked asked =
                    Asked.of(
                            () ->
                                    user.put(
                                            "/api/v1/projects/" + project,
                                            "{\"title\": \"%s\"}".formatted(title)));
            told.add(new Told(name, title, asked));
        }
    }

    private void assertTrueToTheBook(PostgresServer postgres) throws Exception {
        Map<String, Integer> inBook = new HashMap<>();
        try (Connection connection = postgres.connect();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select data ->> 'title' from book.event where type = 'project-renamed'")) {
            while (rows.next()) {
                inBook.merge(rows.getString(1), 1, Integer::sum);
            }
        }
        for (Told each : told) {
            int times = inBook.getOrDefault(each.title(), 0);
            switch (each.asked().status()) {
                case 200 -> assertEquals(1, times, each.title());
                case 503 -> assertEquals(0, times, each.title());
                case 504 -> assertTrue(times <= 1, each.title());
                default -> throw new AssertionError(each.asked().reply().json().toString());
            }
        }
    }

    private void assertOtherWentOn() {
        List<Asked> others = new ArrayList<>();
        for (Told each : told) {
            if (each.node().equals("other")) {
                others.add(each.asked());
                assertEquals(200, each.asked().status(), each.asked().reply().json().toString());
            }
        }
        long slowest = Collections.max(others.stream().map(Asked::millis).toList());
        System.out.println(
                "others "
                        + others.size()
                        + " slowest "
                        + slowest
                        + " ones "
                        + told.stream()
                                .filter(it -> it.node().equals("one"))
                                .map(it -> it.asked().status() + "/" + it.asked().millis())
                                .filter(it -> !it.startsWith("200"))
                                .toList());
        assertTrue(slowest < 5_000, () -> "slowest " + slowest + " ms");
    }
}
