package minutebook.web.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import minutebook.web.TestUser.Reply;

/** An answer, and how long it took. */
record Asked(Reply reply, long millis) {
    private static final long PATIENCE_SECONDS = 60;

    static Asked of(Supplier<Reply> asking) {
        long begun = System.nanoTime();
        Reply reply = asking.get();
        return new Asked(reply, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
    }

    int status() {
        return reply.status();
    }

    /** Asks again and again until the answer is such; how long it took, in milliseconds. */
    static long until(Supplier<Reply> asking, Predicate<Reply> such) throws InterruptedException {
        long begun = System.nanoTime();
        long left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        Reply reply = asking.get();
        while (!such.test(reply)) {
            left = begun + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS) - System.nanoTime();
            assertTrue(left > 0, "still: " + reply.status() + " " + reply.json());
            TimeUnit.MILLISECONDS.sleep(20);
            reply = asking.get();
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    /**
     * All are refused because the database is away, and the middle one of them at once: hardly
     * later than {@code others}, asked in between, which need no database.
     */
    static void assertRefusedAtOnce(List<Asked> all, List<Asked> others) {
        for (Asked each : all) {
            assertEquals(503, each.status(), each.reply().json().toString());
            assertEquals("1", each.reply().header("Retry-After"));
            assertEquals(
                    "The database is away. Try again.", each.reply().at("/message").textValue());
        }
        assertTrue(
                median(all) < median(others) + 50,
                () ->
                        "ms: %s, others: %s"
                                .formatted(
                                        all.stream().map(Asked::millis).toList(),
                                        others.stream().map(Asked::millis).toList()));
    }

    static long median(List<Asked> all) {
        var sorted = new ArrayList<>(all.stream().map(Asked::millis).sorted().toList());
        return sorted.get(sorted.size() / 2);
    }
}
