package minutebook.web.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LagTest {
    private final Lag lag = new Lag();

    @Test
    void who_is_where_the_book_ends_is_not_late() {
        lag.look(5, 5, 100);

        assertEquals(0, lag.nanos(1_000_000));
    }

    @Test
    void who_has_stopped_is_later_and_later() {
        lag.look(5, 5, 100);
        lag.look(5, 6, 200);
        lag.look(5, 9, 300);

        assertEquals(900, lag.nanos(1_100));
    }

    @Test
    void who_follows_far_behind_is_as_late_as_it_took_to_come_where_the_book_was() {
        lag.look(0, 10, 0);
        lag.look(6, 20, 400);
        lag.look(10, 30, 500);
        assertEquals(500, lag.nanos(510));

        lag.look(20, 40, 900);
        assertEquals(500, lag.nanos(910));
        assertEquals(700, lag.nanos(1_200));
    }

    @Test
    void who_has_caught_up_is_not_late_any_more() {
        lag.look(0, 10, 0);
        lag.look(10, 30, 500);
        lag.look(30, 30, 600);

        assertEquals(0, lag.nanos(700));
    }
}
