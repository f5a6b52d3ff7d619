package minutebook.web.live.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import minutebook.web.live.chat.Arrival.Said;
import minutebook.web.live.socketio.Encoded;
import org.junit.jupiter.api.Test;

/** What is kept for somebody at the door. */
class ArrivalTest {
    private final Arrival arrival = new Arrival(true);

    @Test
    void what_was_told_already_is_not_told_again() {
        List.of(3L, 5L, 8L).forEach(position -> arrival.keep(said(position, 10)));

        assertEquals(List.of(5L, 8L), arrival.after(4).stream().map(Said::position).toList());
        assertEquals(List.of(), arrival.after(8));
        assertFalse(arrival.overflowed());
    }

    @Test
    void more_than_a_thousand_messages_are_not_kept() {
        for (long position = 1; position <= 1_000; position++) {
            arrival.keep(said(position, 1));
        }
        assertFalse(arrival.overflowed());
        arrival.keep(said(1_001, 1));
        assertTrue(arrival.overflowed());
    }

    @Test
    void more_than_four_megabytes_are_not_kept() {
        arrival.keep(said(1, 3 << 20));
        assertFalse(arrival.overflowed());
        arrival.keep(said(2, 1 << 20));
        assertTrue(arrival.overflowed());
    }

    private static Said said(long position, int size) {
        return new Said(position, Encoded.event("receive_message", new TextNode("x".repeat(size))));
    }
}
