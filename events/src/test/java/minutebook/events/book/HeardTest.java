package minutebook.events.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HeardTest {
    private final Heard heard = new Heard();

    @Test
    void an_event_was_heard_of_with_the_step_that_it_is_in() {
        heard.reaches(3, 1_001);
        heard.reaches(10, 2_001);

        assertEquals(1_001, heard.when(1));
        assertEquals(1_001, heard.when(3));
        assertEquals(2_001, heard.when(4));
        assertEquals(2_001, heard.when(10));
    }

    @Test
    void of_what_is_not_there_yet_nothing_is_known() {
        assertEquals(0, heard.when(1));
        heard.reaches(3, 1_001);
        assertEquals(0, heard.when(4));
    }

    @Test
    void what_is_too_old_is_forgotten() {
        for (int i = 1; i <= 10_000; i++) {
            heard.reaches(2L * i, 2L * i + 1);
        }

        assertEquals(0, heard.when(1));
        assertEquals(0, heard.when(10_000));
        assertEquals(20_001, heard.when(19_999));
        assertEquals(12_001, heard.when(12_000));
    }
}
