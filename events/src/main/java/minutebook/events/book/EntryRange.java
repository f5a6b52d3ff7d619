package minutebook.events.book;

/**
 * A stretch of the book, and which way it is gone through.
 *
 * @param at where it begins, exclusive
 * @param end the last position, inclusive; where it is not beyond {@code at}, there is nothing
 * @param forward whether positions rise on the way
 */
public record EntryRange(long at, long end, boolean forward) {

    /** The positions above {@code after} up to {@code upTo}, rising. */
    public static EntryRange after(long after, long upTo) {
        return new EntryRange(after, upTo, true);
    }

    /** The positions below {@code before} down to {@code downTo}, falling. */
    public static EntryRange before(long before, long downTo) {
        return new EntryRange(before, downTo, false);
    }

    /** Whether there is nothing (more) in it. */
    public boolean isOver() {
        return forward ? at >= end : at <= end;
    }

    /** What is left when all up to {@code position}, inclusive, was seen. */
    EntryRange from(long position) {
        return new EntryRange(position, end, forward);
    }

    /** Its first part, of at most so many positions. */
    EntryRange first(long positions) {
        return new EntryRange(
                at,
                forward ? Math.min(at + positions, end) : Math.max(at - positions, end),
                forward);
    }

    boolean contains(long position) {
        return forward ? position > at && position <= end : position < at && position >= end;
    }

    /** Of two places on the way, the one that is come to first. */
    long nearer(long one, long other) {
        return forward ? Math.min(one, other) : Math.max(one, other);
    }
}
