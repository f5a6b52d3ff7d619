package minutebook.queries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PagingTest {
    @Test
    void a_page_has_1_to_100_items_and_a_number_from_1_on() {
        assertThrows(IllegalArgumentException.class, () -> new Paging(0, 10));
        assertThrows(IllegalArgumentException.class, () -> new Paging(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Paging(1, 101));
        assertEquals(100L * (Integer.MAX_VALUE - 1), new Paging(Integer.MAX_VALUE, 100).offset());
    }

    @Test
    void the_last_page_may_be_short() {
        Page<String> page = Page.of(new Paging(3, 10), 21, List.of("a"));
        assertEquals(3, page.pages());
        assertFalse(page.hasNext());
        assertTrue(page.hasPrevious());
        assertFalse(page.isPastEnd());
    }

    @Test
    void an_empty_list_has_a_first_page_and_no_second() {
        assertFalse(Page.of(new Paging(1, 10), 0, List.of()).isPastEnd());
        assertTrue(Page.of(new Paging(2, 10), 0, List.of()).isPastEnd());
        assertTrue(Page.of(new Paging(3, 10), 20, List.of()).isPastEnd());
    }
}
