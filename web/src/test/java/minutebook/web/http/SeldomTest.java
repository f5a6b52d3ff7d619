package minutebook.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SeldomTest {
    private final AtomicLong clock = new AtomicLong(5);
    private final Seldom seldom = new Seldom(Duration.ofNanos(10), clock::get);
    private final List<Long> said = new ArrayList<>();

    private void at(long nanos) {
        clock.set(nanos);
        seldom.ifDue(said::add);
    }

    @Test
    void is_said_once_in_its_time_and_then_with_how_many_others_had_reason_to() {
        at(7);
        at(8);
        at(16);
        assertEquals(List.of(0L), said);

        at(17);
        at(100);
        assertEquals(List.of(0L, 2L, 0L), said);
    }
}
