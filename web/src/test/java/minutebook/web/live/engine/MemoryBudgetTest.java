package minutebook.web.live.engine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Who gets the memory for large messages, and who must give it back. */
class MemoryBudgetTest {

    private static final int MIB = 1024 * 1024;

    private final MemoryBudget budget =
            new MemoryBudget(4 * MIB, Duration.ofSeconds(5), Duration.ofSeconds(60));
    private final CountDownLatch gaveWay = new CountDownLatch(1);

    @Test
    void small_messages_are_free_and_large_ones_are_given_back() {
        try (var claim = budget.claim(() -> {})) {
            claim.growTo(64 * 1024);
            assertEquals(0, budget.held());

            claim.growTo(MIB);
            claim.growTo(2 * MIB);
            assertEquals(2 * MIB, budget.held());
        }
        assertEquals(0, budget.held());
    }

    @Test
    void who_brings_nothing_gives_way_to_who_waits() {
        MemoryBudget.Claim stalled = budget.claim(gaveWay::countDown);
        MemoryBudget.Claim quick = budget.claim(() -> {});
        stalled.growTo(2 * MIB);
        quick.growTo(2 * MIB);
        Thread.startVirtualThread(() -> closeAfter(gaveWay, stalled));
        Thread.startVirtualThread(() -> bringUntil(gaveWay, quick));

        budget.claim(() -> {}).growTo(2 * MIB);

        assertEquals(0, gaveWay.getCount());
        assertEquals(4 * MIB, budget.held());
    }

    @Test
    void who_is_being_handled_is_waited_for() {
        var budget = new MemoryBudget(MIB, Duration.ofMillis(1_200), Duration.ofSeconds(60));
        MemoryBudget.Claim handled = budget.claim(gaveWay::countDown);
        handled.growTo(MIB);
        handled.whole();
        MemoryBudget.Claim late = budget.claim(() -> {});

        BrokenFrame refusal = assertThrows(BrokenFrame.class, () -> late.growTo(MIB));

        assertEquals(Ending.BUSY, refusal.ending());
        assertEquals(1, gaveWay.getCount());
    }

    @Test
    void a_small_wish_does_not_overtake_a_large_one() throws Exception {
        MemoryBudget.Claim all = budget.claim(() -> {});
        all.growTo(3 * MIB);
        all.whole();
        var served = new CountDownLatch(1);
        Thread large =
                Thread.startVirtualThread(
                        () -> {
                            budget.claim(() -> {}).growTo(4 * MIB);
                            served.countDown();
                        });
        while (large.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        Thread small = Thread.startVirtualThread(() -> budget.claim(() -> {}).growTo(MIB));
        while (small.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertEquals(3 * MIB, budget.held());

        all.close();

        assertTrue(served.await(5, SECONDS));
        assertFalse(small.getState() == Thread.State.TERMINATED);
        small.interrupt();
    }

    private static void closeAfter(CountDownLatch told, MemoryBudget.Claim claim) {
        try {
            told.await();
            claim.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Some MB a second. */
    private static void bringUntil(CountDownLatch over, MemoryBudget.Claim claim) {
        try {
            while (!over.await(10, MILLISECONDS)) {
                claim.brought(64 * 1024);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
