package minutebook.web.stopping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import minutebook.web.TestUser;
import minutebook.web.stopping.KeptConnection.Fate;

/**
 * People who rename projects, a project each, as fast as they are answered, until nobody listens.
 * Half of them keep their connection, half come by a new one each time.
 */
final class Writers {
    private final TestUser owner;
    private final List<Long> projects = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Map<Long, String> acknowledged = new ConcurrentHashMap<>();
    private final Map<Fate, Integer> fates = new ConcurrentHashMap<>();
    private final CountDownLatch busy;

    Writers(TestUser owner, int count, int before) {
        this.owner = owner;
        this.busy = new CountDownLatch(before);
        for (int i = 0; i < count; i++) {
            projects.add(owner.createProject("Project " + i, List.of(), List.of()));
        }
    }

    /** Begins, and waits until so many commands are done that all are at it. */
    Writers begin() throws InterruptedException {
        for (int i = 0; i < projects.size(); i++) {
            long project = projects.get(i);
            boolean keeps = i % 2 == 0;
            threads.add(Thread.startVirtualThread(() -> write(project, keeps)));
        }
        assertTrue(busy.await(60, TimeUnit.SECONDS));
        return this;
    }

    private void write(long project, boolean keeps) {
        try (var connection = new KeptConnection(owner)) {
            Fate fate = new Fate.Answered(200, false);
            for (int i = 0; fate instanceof Fate.Answered; i++) {
                String title = "Title %d of %d".formatted(i, project);
                fate =
                        connection.put(
                                "/api/v1/projects/" + project,
                                "{\"title\": \"%s\"}".formatted(title));
                fates.merge(fate, 1, Integer::sum);
                if (fate instanceof Fate.Answered(int status, _) && status == 200) {
                    acknowledged.put(project, title);
                    busy.countDown();
                }
                if (!keeps) {
                    connection.drop();
                }
            }
        }
    }

    /** Waits for their end: each has met a closed door. What became of all requests. */
    Map<Fate, Integer> end() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        return Map.copyOf(fates);
    }

    /** Each project has the last title that was acknowledged. */
    void assertAllThere(TestUser at) {
        projects.forEach(
                id ->
                        assertEquals(
                                acknowledged.get(id),
                                at.get("/api/v1/projects/" + id).at("/title").asText()));
    }
}
