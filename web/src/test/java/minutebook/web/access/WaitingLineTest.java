package minutebook.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who waits for whom. */
class WaitingLineTest {
    private static final Party CROWD = Party.stranger("192.0.2.1");
    private static final Party ANNA = Party.stranger("192.0.2.2");
    private static final Party BEN = Party.stranger("192.0.2.3");
    private static final Party LAPTOP = Party.known("laptop");

    private final WaitingLine<String> line = new WaitingLine<>(4);

    @Test
    void parties_take_turns_however_much_each_wants() {
        join(CROWD, "c1", "c2");
        join(ANNA, "a1");
        join(LAPTOP, "l1");

        assertEquals(List.of("c1", "a1", "l1", "c2"), served());
    }

    @Test
    void within_a_party_it_goes_by_order() {
        join(CROWD, "c1", "c2", "c3");

        assertEquals(List.of("c1", "c2", "c3"), served());
        assertEquals(Optional.empty(), line.next());
    }

    @Test
    void in_a_full_line_the_last_of_the_largest_party_gives_way() {
        join(CROWD, "c1", "c2", "c3", "c4");

        assertEquals(Optional.of("c5"), line.join(CROWD, "c5"));
        assertEquals(Optional.of("c4"), line.join(ANNA, "a1"));
        assertEquals(Optional.of("c3"), line.join(BEN, "b1"));
        assertEquals(Optional.of("a2"), line.join(ANNA, "a2"), "nobody has more than she would");
        assertEquals(List.of("c1", "a1", "b1", "c2"), served());
    }

    @Test
    void strangers_give_way_to_the_known_and_never_the_other_way_round() {
        join(CROWD, "c1", "c2");
        join(ANNA, "a1");
        join(BEN, "b1");

        assertEquals(Optional.of("c2"), line.join(LAPTOP, "l1"));
        assertEquals(1, strangersAfter("l2"));
        assertEquals(1, strangersAfter("l3"));
        assertEquals(1, strangersAfter("l4"));
        assertEquals(Optional.of("l5"), line.join(LAPTOP, "l5"));
        assertEquals(Optional.of("a9"), line.join(ANNA, "a9"));
        assertEquals(Optional.of("l4"), line.join(Party.known("phone"), "p1"));
        assertEquals(List.of("l1", "p1", "l2", "l3"), served());
    }

    /** How many strangers gave way when the laptop came with one more wish. */
    private int strangersAfter(String wish) {
        return line.join(LAPTOP, wish).filter(loser -> !loser.startsWith("l")).isPresent() ? 1 : 0;
    }

    private void join(Party party, String... wishes) {
        for (String wish : wishes) {
            assertEquals(Optional.empty(), line.join(party, wish));
        }
    }

    private List<String> served() {
        var served = new ArrayList<String>();
        for (Optional<String> next = line.next(); next.isPresent(); next = line.next()) {
            served.add(next.get());
        }
        return served;
    }
}
