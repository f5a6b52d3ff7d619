package minutebook.events.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GatheringTest {
    private static final long MICROS_800 = TimeUnit.MICROSECONDS.toNanos(800);

    private final Gathering gathering = new Gathering();

    @Test
    void who_comes_alone_waits_for_nobody() {
        assertEquals(0, gathering.nanos());
        gathering.written(1, MICROS_800);
        assertEquals(0, gathering.nanos());
    }

    @Test
    void after_a_batch_of_several_it_waits_half_as_long_as_that_took_to_write() {
        gathering.written(2, MICROS_800);
        assertEquals(MICROS_800 / 2, gathering.nanos());
    }

    @Test
    void a_slow_disk_makes_nobody_wait_for_more_than_a_millisecond() {
        gathering.written(2, TimeUnit.SECONDS.toNanos(1));
        assertEquals(TimeUnit.MILLISECONDS.toNanos(1), gathering.nanos());
    }

    @Test
    void where_hardly_anybody_comes_meanwhile_it_goes_on_without_and_tries_again_later() {
        gathering.written(64, MICROS_800);
        gathering.nanos();
        gathering.waited(64, 3);
        for (int i = 0; i < 8; i++) {
            assertEquals(0, gathering.nanos());
        }
        assertEquals(MICROS_800 / 2, gathering.nanos());

        gathering.waited(64, 4);
        assertEquals(MICROS_800 / 2, gathering.nanos());
    }
}
