package minutebook.web.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import org.junit.jupiter.api.Test;

/** Everybody wants to change the same project at once, on two nodes. */
class ConflictStormIT {
    private static final int GUESTS = 20;
    private static final int RENAMES = 160;

    /** On a machine that is not busy otherwise. */
    private static final long MILLIS_MAX = 60_000;

    /** Elsewhere: of what as many commands take that are in nobody's way. */
    private static final int TIMES_MAX = 20;

    private final AtomicInteger refused = new AtomicInteger();

    @Test
    void all_of_hundreds_of_commands_on_one_project_come_through_in_bounded_time()
            throws Exception {
        try (var here = new TestServer();
                var there = here.again()) {
            TestUser anna = here.register("anna");
            List<TestUser> guests =
                    IntStream.range(0, GUESTS).mapToObj(i -> here.register("guest" + i)).toList();
            long bridge = anna.createProject("Storm", List.of(), List.of());
            String path = "/api/v1/projects/" + bridge;
            List<TestUser> annas = List.of(anna, anna.at(there.url()));

            long calm = millisOfCalm(annas);
            long begun = System.nanoTime();
            var renames = new ArrayList<CompletableFuture<Reply>>();
            var invites = new ArrayList<CompletableFuture<Reply>>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < RENAMES; i++) {
                    TestUser at = annas.get(i % 2);
                    String body = "{\"title\": \"Storm %d\"}".formatted(i);
                    renames.add(
                            CompletableFuture.supplyAsync(
                                    () -> insist(() -> at.put(path, body)), threads));
                }
                // Each guest is invited at both nodes: once with success.
                for (int i = 0; i < 2 * GUESTS; i++) {
                    TestUser at = annas.get(i % 2);
                    String body = "{\"participant\": %d}".formatted(guests.get(i / 2).id());
                    invites.add(
                            CompletableFuture.supplyAsync(
                                    () -> insist(() -> at.post(path + "/invite", body)), threads));
                }
            }
            long storm = millisSince(begun);
            System.out.printf(
                    "A storm of %d ms, after a calm of %d ms; refused meanwhile: %s%n",
                    storm, calm, refused);

            assertEquals(Map.of(200, RENAMES), statuses(renames));
            assertEquals(Map.of(200, GUESTS, 400, GUESTS), statuses(invites));
            for (int i = 0; i < GUESTS; i++) {
                int first = invites.get(2 * i).join().status();
                int second = invites.get(2 * i + 1).join().status();
                assertEquals(600, first + second, "of the two, one did it");
            }
            assertTrue(storm < Math.max(MILLIS_MAX, TIMES_MAX * calm), () -> storm + " ms");
            Reply project = anna.get(path);
            assertEquals(GUESTS, project.at("/participants").size());
            assertEquals(RENAMES, renamed(here));
        }
    }

    /** How long as many commands take, each on a project of its own. */
    private static long millisOfCalm(List<TestUser> annas) throws Exception {
        var commands =
                IntStream.range(0, RENAMES + 2 * GUESTS)
                        .mapToObj(i -> creating(annas.get(i % 2), "Calm " + i))
                        .toList();
        long begun = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Long> created : threads.invokeAll(commands)) {
                created.get();
            }
        }
        return millisSince(begun);
    }

    private static Callable<Long> creating(TestUser user, String title) {
        return () -> user.createProject(title, List.of(), List.of());
    }

    private static long millisSince(long begunNanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNanos);
    }

    /** Asks again what was refused because too many were before it, as such an answer says. */
    private Reply insist(Supplier<Reply> command) {
        Reply reply = command.get();
        while (reply.status() == 503) {
            assertEquals("1", reply.header("Retry-After"));
            refused.incrementAndGet();
            reply = command.get();
        }
        return reply;
    }

    private static int renamed(TestServer server) throws SQLException {
        try (var connection = server.database().getConnection();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select count(distinct data ->> 'title') from book.event where type = 'project-renamed'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Map<Integer, Integer> statuses(List<CompletableFuture<Reply>> all) {
        return all.stream()
                .collect(
                        Collectors.groupingBy(
                                it -> it.join().status(), Collectors.summingInt(_ -> 1)));
    }
}
