package minutebook.web.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import minutebook.web.TestUser;
import minutebook.web.cluster.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A node that stands still in the middle of its appends, while its system answers for it. */
class StoppedNodeIT {
    /** What a projector says that does not go on by itself. */
    private static final String STOPPED = " stopped at ";

    private static final int WRITERS = 6;
    private static final int STOPS = 3;
    private static final Duration STILL = Duration.ofSeconds(2);

    /** Longer than PostgreSQL bears a transaction in which nothing is said, where that is tried. */
    private static final Duration STILL_LONG =
            Duration.ofSeconds(Integer.getInteger("faults.seconds", 4));

    @RegisterExtension static final Site SITE = new Site();

    @TempDir Path folder;

    private final Queue<Told> told = new ConcurrentLinkedQueue<>();
    private volatile boolean over;
    private volatile int stop;

    /** {@code stop}: which one it was asked in, or after. */
    private record Told(String node, String title, int stop, Asked asked) {}

    @Test
    void the_other_one_goes_on_and_what_either_said_is_true() throws Exception {
        Node one = SITE.node();
        TestUser anna = SITE.anna();
        List<String> stoppedBefore = one.logged(STOPPED);
        try (var other = Node.on(SITE.postgres().url(), folder.resolve("other"))) {
            other.start();
            var writers = new ArrayList<Future<?>>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < WRITERS; i++) {
                    long project = anna.createProject("Stopped " + i, List.of(), List.of());
                    boolean first = i % 2 == 0;
                    TestUser at = anna.at(first ? one.url() : other.url());
                    String name = first ? "one" : "other";
                    writers.add(threads.submit(() -> write(name, at, project)));
                }
                for (int i = 0; i < STOPS; i++) {
                    stop = i;
                    LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
                    one.pause();
                    LockSupport.parkNanos((i == 0 ? STILL_LONG : STILL).toNanos());
                    one.resume();
                }
                LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
                over = true;
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            assertTrueToTheBook();
            assertOtherWentOn();
            for (Node node : List.of(one, other)) {
                Asked.until(
                        () -> anna.at(node.url()).get("/observe/health/ready"),
                        it -> it.status() == 200);
            }
            assertEquals(stoppedBefore, one.logged(STOPPED), "a read model has stopped");
            assertEquals(List.of(), other.logged(STOPPED));
        }
    }

    private void write(String name, TestUser user, long project) {
        for (int i = 0; !over; i++) {
            int during = stop;
            String title = "%s %d of %d".formatted(name, i, project);
            Asked asked =
                    Asked.of(
                            () ->
                                    user.put(
                                            "/api/v1/projects/" + project,
                                            "{\"title\": \"%s\"}".formatted(title)));
            told.add(new Told(name, title, during, asked));
        }
    }

    private void assertTrueToTheBook() throws SQLException {
        List<String> titles = SITE.titles();
        for (Told each : told) {
            int times = Collections.frequency(titles, each.title());
            switch (each.asked().status()) {
                case 200 -> assertEquals(1, times, each.title());
                case 503 -> assertEquals(0, times, each.title());
                case 504 -> assertTrue(times <= 1, each.title());
                default -> throw new AssertionError(each.asked().reply().json().toString());
            }
        }
    }

    /** A machine that is busy otherwise may be late once, but not each time. */
    private void assertOtherWentOn() {
        var slowest = new long[STOPS];
        for (Told each : told) {
            if (each.node().equals("other")) {
                assertEquals(200, each.asked().status(), each.asked().reply().json().toString());
                slowest[each.stop()] = Math.max(slowest[each.stop()], each.asked().millis());
            }
        }
        System.out.println(
                "While the other stood still, the slowest took "
                        + Arrays.toString(slowest)
                        + " ms");
        assertTrue(Arrays.stream(slowest).min().orElseThrow() < 4_000, Arrays.toString(slowest));
    }
}
