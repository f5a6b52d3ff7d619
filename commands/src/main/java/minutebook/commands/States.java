package minutebook.commands;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import minutebook.events.Event;
import minutebook.events.StreamId;
import minutebook.events.book.Book;
import minutebook.events.book.RecordedEvent;
import org.jspecify.annotations.Nullable;

/**
 * The states of one kind of stream. Those used last are remembered, up to a number, and brought up
 * to date by reading only what is new. Thread-safe; reading blocks, remembering does not.
 */
public final class States<S> {

    /** Where the events come from: {@link Book#readStream}. */
    @FunctionalInterface
    public interface Source {
        List<RecordedEvent> readStream(StreamId stream, long after);
    }

    private final Source source;
    private final S initial;
    private final BiFunction<S, RecordedEvent, S> evolve;
    private final Map<StreamId, Folded<S>> remembered;

    private States(
            Source source, S initial, BiFunction<S, RecordedEvent, S> evolve, int rememberedMax) {
        this.source = source;
        this.initial = initial;
        this.evolve = evolve;
        this.remembered = new LeastRecentlyUsed<>(rememberedMax);
    }

    /** {@code events}: the one kind of events that the streams consist of. */
    public static <S, E extends Event> States<S> of(
            Source source, Decider<?, S, E> rules, Class<E> events, int rememberedMax) {
        return new States<>(
                source,
                rules.initial(),
                (state, recorded) ->
                        rules.evolve(state, events.cast(recorded.event()), recorded.recordedAt()),
                rememberedMax);
    }

    /**
     * The state as this node knows it, which another node may have overtaken; read from the book if
     * it knows none.
     */
    public Folded<S> known(StreamId stream) {
        Folded<S> known = recall(stream);
        return known == null ? latest(stream) : known;
    }

    /** The state as this node remembers it; empty: it does not. Never reads. */
    public Optional<Folded<S>> remembered(StreamId stream) {
        return Optional.ofNullable(recall(stream));
    }

    /** The state as the book has it at this moment. */
    public Folded<S> latest(StreamId stream) {
        Folded<S> known = recall(stream);
        Folded<S> from = known == null ? Folded.nothingYet(initial) : known;
        Folded<S> latest = from.with(source.readStream(stream, from.version()), evolve);
        return remember(stream, latest);
    }

    /** Takes note of events of {@code stream} that were just written. */
    public void learn(StreamId stream, List<RecordedEvent> written) {
        List<RecordedEvent> news =
                written.stream().filter(event -> event.stream().equals(stream)).toList();
        Folded<S> known = recall(stream);
        Folded<S> from = known == null ? Folded.nothingYet(initial) : known;
        remember(stream, from.with(news, evolve));
    }

    /**
     * Takes note of what happened, on whichever node: a state that is remembered goes with it. Told
     * of all events of these streams in order, what is remembered is as new as the last of them.
     */
    public void heard(RecordedEvent event) {
        Folded<S> known = recall(event.stream());
        if (known == null || known.version() >= event.version()) {
            return;
        }
        if (known.version() + 1 == event.version()) {
            remember(event.stream(), known.with(List.of(event), evolve));
        } else {
            forget(event.stream());
        }
    }

    private void forget(StreamId stream) {
        synchronized (remembered) {
            remembered.remove(stream);
        }
    }

    private @Nullable Folded<S> recall(StreamId stream) {
        synchronized (remembered) {
            return remembered.get(stream);
        }
    }

    /** Keeps the newer of two, since threads overtake each other between reading and this. */
    private Folded<S> remember(StreamId stream, Folded<S> folded) {
        if (folded.version() == 0) {
            // Who asks for a million things that do not exist shall not push out those that do.
            return folded;
        }
        synchronized (remembered) {
            return remembered.merge(
                    stream, folded, (one, other) -> one.version() > other.version() ? one : other);
        }
    }

    private static final class LeastRecentlyUsed<S> extends LinkedHashMap<StreamId, Folded<S>> {
        private final int entriesMax;

        LeastRecentlyUsed(int entriesMax) {
            super(16, 0.75f, true);
            this.entriesMax = entriesMax;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<StreamId, Folded<S>> eldest) {
            return size() > entriesMax;
        }
    }
}
