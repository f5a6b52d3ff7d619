package minutebook.commands;

import static minutebook.commands.Cast.ANNA;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import minutebook.commands.Decision.Accepted;
import minutebook.events.Event;
import minutebook.events.StreamId;
import minutebook.events.book.RecordedEvent;
import org.junit.jupiter.api.Test;

class StatesTest {
    private static final StreamId NOTES = new StreamId("notes-1");
    private static final StreamId OTHERS = new StreamId("notes-2");

    /** What there is to be read, and which reads there were. */
    private final List<RecordedEvent> written = new ArrayList<>();

    private final List<String> reads = new ArrayList<>();

    /** What others do while one reads. */
    private Runnable meanwhile = () -> {};

    private final States<String> states = States.of(this::read, new Notes(), Noted.class, 2);

    @Test
    void a_state_is_folded_from_its_stream() {
        write(NOTES, "a", "b");
        assertEquals(new Folded<>("ab", 2, 2), states.known(NOTES));
        assertEquals(Folded.nothingYet(""), states.known(OTHERS));
    }

    @Test
    void what_is_known_is_not_read_again() {
        write(NOTES, "a");
        states.known(NOTES);
        write(NOTES, "b");
        assertEquals("a", states.known(NOTES).state());
        assertEquals(List.of("notes-1 after 0"), reads);
    }

    @Test
    void only_what_is_new_is_read() {
        write(NOTES, "a", "b");
        states.known(NOTES);
        write(NOTES, "c");
        assertEquals(new Folded<>("abc", 3, 3), states.latest(NOTES));
        assertEquals(new Folded<>("abc", 3, 3), states.known(NOTES));
        assertEquals(List.of("notes-1 after 0", "notes-1 after 2"), reads);
    }

    @Test
    void what_was_just_written_is_known() {
        write(NOTES, "a");
        states.known(NOTES);
        write(OTHERS, "x");
        write(NOTES, "b");
        states.learn(NOTES, written);
        assertEquals(new Folded<>("ab", 2, 3), states.known(NOTES));
        assertEquals(List.of("notes-1 after 0"), reads);
    }

    @Test
    void a_new_stream_is_known_from_its_first_event_on() {
        write(NOTES, "a", "b");
        states.learn(NOTES, written);
        assertEquals("ab", states.known(NOTES).state());
        assertEquals(List.of(), reads);
    }

    @Test
    void a_gap_is_not_jumped() {
        write(NOTES, "a", "b", "c");
        states.learn(NOTES, written.subList(0, 1));
        states.learn(NOTES, written.subList(2, 3));
        assertEquals(new Folded<>("a", 1, 1), states.known(NOTES));
        assertEquals("abc", states.latest(NOTES).state());
    }

    @Test
    void old_news_change_nothing() {
        write(NOTES, "a", "b");
        states.known(NOTES);
        states.learn(NOTES, written.subList(0, 1));
        assertEquals(new Folded<>("ab", 2, 2), states.known(NOTES));
    }

    @Test
    void a_slower_reader_does_not_bring_the_past_back() {
        write(NOTES, "a");
        meanwhile =
                () -> {
                    write(NOTES, "b");
                    states.learn(NOTES, written);
                };
        states.known(NOTES);
        assertEquals(new Folded<>("ab", 2, 2), states.known(NOTES));
        assertEquals(List.of("notes-1 after 0"), reads);
    }

    @Test
    void the_least_used_is_forgotten() {
        StreamId third = new StreamId("notes-3");
        write(NOTES, "a");
        write(OTHERS, "x");
        write(third, "z");
        states.known(NOTES);
        states.known(OTHERS);
        states.known(NOTES);
        states.known(third);
        reads.clear();
        states.known(NOTES);
        states.known(OTHERS);
        assertEquals(List.of("notes-2 after 0"), reads);
    }

    @Test
    void asking_for_what_is_not_there_pushes_nothing_out() {
        write(NOTES, "a");
        states.known(NOTES);
        IntStream.range(10, 20).mapToObj(i -> new StreamId("notes-" + i)).forEach(states::known);
        reads.clear();
        states.known(NOTES);
        assertEquals(List.of(), reads);
    }

    private List<RecordedEvent> read(StreamId stream, long after) {
        reads.add(stream + " after " + after);
        List<RecordedEvent> found =
                written.stream()
                        .filter(it -> it.stream().equals(stream) && it.version() > after)
                        .toList();
        meanwhile.run();
        return found;
    }

    private void write(StreamId stream, String... notes) {
        for (String note : notes) {
            long version = 1 + written.stream().filter(it -> it.stream().equals(stream)).count();
            written.add(
                    new RecordedEvent(
                            written.size() + 1,
                            stream,
                            version,
                            new Noted(stream, note),
                            ANNA,
                            new UUID(0, written.size()),
                            Instant.EPOCH));
        }
    }

    private record Noted(StreamId stream, String text) implements Event {}

    private static final class Notes implements Decider<String, String, Noted> {
        @Override
        public String initial() {
            return "";
        }

        @Override
        public String evolve(String state, Noted event, Instant recordedAt) {
            return state + event.text();
        }

        @Override
        public Decision<Noted> decide(String command, String state) {
            return new Accepted<>(List.of(new Noted(NOTES, command)));
        }
    }
}
