package minutebook.events.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import minutebook.events.ProjectId;
import minutebook.events.projects.ProjectEvent.ProjectDeleted;
import org.junit.jupiter.api.Test;

/** The newest events, in memory. */
class TailTest {
    private final Tail tail = new Tail(0);

    private void publish(long first, long last, int size) {
        var events = LongStream.rangeClosed(first, last).mapToObj(TailTest::event).toList();
        tail.publish(events, events.stream().mapToInt(_ -> size).toArray());
    }

    private static RecordedEvent event(long position) {
        var event = new ProjectDeleted(new ProjectId(position));
        return new RecordedEvent(
                position, event.stream(), 1, event, null, new UUID(0, position), Instant.EPOCH);
    }

    private List<Long> read(long after, int limit) {
        return tail.read(after, limit).orElseThrow().stream().map(RecordedEvent::position).toList();
    }

    @Test
    void gives_what_came_after_a_position_in_order() {
        publish(1, 3, 10);
        publish(4, 5, 10);

        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), read(0, 10));
        assertEquals(List.of(3L, 4L), read(2, 2));
        assertTrue(tail.read(5, 10).isEmpty());
    }

    @Test
    void forgets_the_oldest_by_number_and_by_size() {
        publish(1, 10_000, 1);
        assertTrue(tail.read(1_807, 10).isEmpty());
        assertEquals(List.of(1_809L, 1_810L), read(1_808, 2));

        publish(10_001, 10_001, 16 << 20);
        assertEquals(List.of(10_001L), read(10_000, 10));
        assertTrue(tail.read(9_999, 10).isEmpty());
    }

    @Test
    void starts_anew_behind_what_another_node_wrote() {
        publish(1, 3, 1);
        tail.seen(7);
        publish(8, 9, 1);

        assertTrue(tail.read(2, 10).isEmpty());
        assertTrue(tail.read(6, 10).isEmpty());
        assertEquals(List.of(8L, 9L), read(7, 10));
        assertEquals(9, tail.head());
    }

    @Test
    void waits_no_longer_than_it_was_told() throws Exception {
        assertFalse(tail.awaitBeyond(0, 1_000_000));
        tail.seen(1);
        assertTrue(tail.awaitBeyond(0, 0));
    }
}
