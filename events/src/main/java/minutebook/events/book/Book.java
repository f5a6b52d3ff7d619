package minutebook.events.book;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import minutebook.events.Event;
import minutebook.events.StreamId;

/**
 * The book: every change there ever was, in one order. It is only ever added to.
 *
 * <p>Positions are 1, 2, 3 … without gaps, in commit order, so that "all that came after N" is a
 * range that misses nothing. Thread-safe.
 */
public interface Book {

    /**
     * Adds events. Returns once they are durable. Blocks for some milliseconds, at most 5 s.
     *
     * @throws AppendFailure if it was not done (or, {@link AppendFailure.OutcomeUnknown}, perhaps)
     */
    Appended append(Append append);

    /** The events at positions above {@code after}, in order, at most {@code limit}. */
    List<RecordedEvent> read(long after, int limit);

    /**
     * The events of some kinds (classes, or interfaces that stand for all of theirs) at positions
     * above {@code after} and up to {@code to}, in order: as large a piece as memory bears, some
     * megabytes. For who reads the whole book; costs a tenth of the same by small pieces.
     */
    default Stretch read(long after, long to, Collection<Class<? extends Event>> kinds) {
        List<RecordedEvent> events = read(after, (int) Math.min(1_000, to - after));
        return new Stretch(
                events.stream()
                        .filter(it -> kinds.stream().anyMatch(kind -> kind.isInstance(it.event())))
                        .toList(),
                events.isEmpty() ? to : events.getLast().position());
    }

    /** All events of a stream above version {@code after}, in order. */
    List<RecordedEvent> readStream(StreamId stream, long after);

    /** Who holds a unique thing ({@link ClaimKeys}), read from the table. */
    Optional<Claimed> findClaim(String key);

    /**
     * A claim that is held.
     *
     * @param stream who holds it
     * @param position of the last event of the command that took it
     */
    record Claimed(StreamId stream, long position) {}

    /** What became of a repeatable command ({@link CommandId}); empty: it was not done. */
    Optional<Past> findCommand(UUID command);

    /**
     * A repeatable command that was done.
     *
     * @param position of its last event; of the head at that time if it wrote none
     * @param content of its {@link CommandId}
     */
    record Past(long position, String content, List<RecordedEvent> events) {
        public Past {
            events = List.copyOf(events);
        }
    }

    /** A reader that starts with the event behind position {@code after} (0: the first). */
    Subscription follow(long after);

    /** The position of the last event that this node knows of; 0: an empty book. */
    long head();

    /**
     * When this node heard that the book reaches {@code position}, by {@link System#nanoTime}: of
     * its own events, when they were committed. 0: that was too long ago, some thousand commits. Is
     * for measures; never blocks.
     */
    default long heardAt(long position) {
        return 0;
    }

    /**
     * Whether the book is so long, by the table if this node does not know it: another node may
     * have shown {@code position} to a client who then came here.
     */
    boolean reaches(long position);

    /**
     * What tells this book from an older copy of itself: chosen by chance, and anew when a backup
     * is restored, because a position may then mean another event.
     */
    String epoch();
}
