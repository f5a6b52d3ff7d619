package minutebook.commands;

import java.util.List;
import java.util.function.BiFunction;
import minutebook.events.book.RecordedEvent;

/**
 * What a stream's events have made of it.
 *
 * @param version of the last event that went in; 0: none
 * @param position of that event in the book; 0: none
 */
public record Folded<S>(S state, long version, long position) {

    public static <S> Folded<S> nothingYet(S initial) {
        return new Folded<>(initial, 0, 0);
    }

    /**
     * With those of {@code events} that come next. Events that are in already are passed over, and
     * so are all behind a gap: a state is the sum of all events up to its version, or it is wrong.
     */
    public Folded<S> with(List<RecordedEvent> events, BiFunction<S, RecordedEvent, S> evolve) {
        Folded<S> folded = this;
        for (RecordedEvent next : events) {
            if (next.version() == folded.version + 1) {
                S state = evolve.apply(folded.state, next);
                folded = new Folded<>(state, next.version(), next.position());
            }
        }
        return folded;
    }
}
