package minutebook.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import minutebook.events.StreamId;
import minutebook.events.book.AppendFailure.BookOverloaded;
import minutebook.events.book.AppendFailure.BookUnavailable;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final StreamId BRIDGE = new StreamId("project-5");

    private volatile int counted;

    @Test
    void one_stream_is_worked_on_by_one_at_a_time() throws Exception {
        var turns = new Turns(Duration.ofSeconds(20));
        var everybody = new ArrayList<Future<Integer>>();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                everybody.add(people.submit(() -> turns.inTurn(BRIDGE, this::count)));
            }
        }
        for (Future<Integer> one : everybody) {
            one.get();
        }
        assertEquals(100 * 10_000, counted);
    }

    /** Loses counts as soon as two do it at once. */
    private int count() {
        for (int i = 0; i < 10_000; i++) {
            int seen = counted;
            counted = seen + 1;
        }
        return counted;
    }

    @Test
    void who_waits_too_long_is_told_that_nothing_was_done() throws Exception {
        var turns = new Turns(Duration.ofMillis(20));
        var inside = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> first =
                    people.submit(() -> turns.inTurn(BRIDGE, () -> signalAndWait(inside, done)));
            inside.await();
            assertThrows(BookOverloaded.class, () -> turns.inTurn(BRIDGE, () -> "never"));
            done.countDown();
            assertTrue(first.get());
            assertEquals("now", turns.inTurn(BRIDGE, () -> "now"));
        }
    }

    @Test
    void who_is_interrupted_stays_so() {
        var turns = new Turns(Duration.ofSeconds(20));
        Thread.currentThread().interrupt();
        assertThrows(BookUnavailable.class, () -> turns.inTurn(BRIDGE, () -> "never"));
        assertTrue(Thread.interrupted());
    }

    private static boolean signalAndWait(CountDownLatch inside, CountDownLatch done) {
        inside.countDown();
        try {
            done.await();
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
