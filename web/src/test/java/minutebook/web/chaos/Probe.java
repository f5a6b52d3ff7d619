package minutebook.web.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import minutebook.web.TestUser;
import minutebook.web.soak.Wish;
import minutebook.web.soak.Wish.Learning;
import minutebook.web.soak.Writer;
import minutebook.web.soak.check.Operation.Acknowledged;
import minutebook.web.soak.client.Doors;

/** Somebody who has a command done at each node, to see when it is well again. */
final class Probe {
    private static final Duration BACK_WITHIN = Duration.ofMinutes(1);

    private final TestUser user;
    private final long project;
    private final List<Place> places;
    private final Function<Doors, Writer> writers;
    private final Consumer<String> failures;
    private final AtomicLong titles = new AtomicLong();

    /**
     * @param project which {@code user} owns, and nobody else is in
     * @param writers one for these doors, that does not give up
     * @param failures is told of nodes that do not come back
     */
    Probe(
            TestUser user,
            long project,
            List<Place> places,
            Function<Doors, Writer> writers,
            Consumer<String> failures) {
        this.user = user;
        this.project = project;
        this.places = places;
        this.writers = writers;
        this.failures = failures;
    }

    /** Waits until each node has done a command; how long that took. */
    Duration awaitAll() throws InterruptedException {
        long begun = System.nanoTime();
        var asking = new ArrayList<Thread>();
        for (Place it : places) {
            asking.add(Thread.startVirtualThread(() -> ask(it)));
        }
        for (Thread it : asking) {
            long left = begun + BACK_WITHIN.toNanos() - System.nanoTime();
            if (!it.join(Duration.ofNanos(Math.max(1, left)))) {
                failures.accept(
                        "does no command for %s after all was healed"
                                .formatted(Duration.ofNanos(System.nanoTime() - begun)));
            }
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private void ask(Place place) {
        var wish =
                new Wish(
                        "project-renamed",
                        user,
                        project,
                        "PUT",
                        "/api/v1/projects/" + project,
                        "{\"title\": \"Probe %d\"}".formatted(titles.incrementAndGet()),
                        Learning.of(_ -> {}));
        var outcome = writers.apply(Doors.of(List.of(place.address()))).perform(wish);
        if (!(outcome instanceof Acknowledged)) {
            failures.accept("%s answers a probe with %s".formatted(place.name(), outcome));
        }
    }
}
