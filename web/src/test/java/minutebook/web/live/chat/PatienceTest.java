package minutebook.web.live.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import minutebook.events.book.AppendFailure.BookUnavailable;
import org.junit.jupiter.api.Test;

/** What the lane of a room does while the database is away. */
class PatienceTest {
    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void a_database_that_is_away_for_a_moment_is_waited_for() {
        String read =
                Patience.untilThere(
                        () -> {
                            if (tries.incrementAndGet() < 3) {
                                throw new BookUnavailable("away");
                            }
                            return "read";
                        });

        assertEquals("read", read);
        assertEquals(3, tries.get());
    }

    @Test
    void a_defect_is_not_waited_for() {
        assertThrows(
                IllegalStateException.class,
                () ->
                        Patience.untilThere(
                                () -> {
                                    tries.incrementAndGet();
                                    throw new IllegalStateException("a defect");
                                }));
        assertEquals(1, tries.get());
    }
}
