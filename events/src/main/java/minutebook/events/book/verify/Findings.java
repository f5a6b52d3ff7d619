package minutebook.events.book.verify;

import minutebook.events.book.verify.Verdict.Broken;

/** What is wrong, in words. */
final class Findings {

    private Findings() {}

    static Broken changed(long position, String why) {
        return new Broken(
                position, Flaw.CHANGED, "Position %d was changed: %s.".formatted(position, why));
    }

    static Broken hashChanged(long position) {
        return changed(
                position, "its hash is not that of its content, from which the book goes on");
    }

    static Broken missing(long position, long events) {
        String sentence =
                events == 1
                        ? "Position %d is missing: what stands behind it does not follow from what stands before it."
                                .formatted(position)
                        : "Positions %d to %d are missing: what stands behind them does not follow from what stands before them."
                                .formatted(position, position + events - 1);
        return new Broken(position, Flaw.MISSING, sentence);
    }

    /** {@code next}: the first behind it that was there before. */
    static Broken inserted(long position, long next) {
        String sentence =
                next - position <= 1
                        ? "Position %d was inserted: without it, the book goes on as it was written."
                                .formatted(position)
                        : "Positions %d to %d were inserted: without them, the book goes on as it was written."
                                .formatted(position, next - 1);
        return new Broken(position, Flaw.INSERTED, sentence);
    }

    static Broken secondAt(long position) {
        return new Broken(
                position,
                Flaw.INSERTED,
                "Position %d was inserted: the book has no place for it, or another event stands there."
                        .formatted(position));
    }

    static Broken swapped(long place, long foundAt) {
        return new Broken(
                place,
                Flaw.SWAPPED,
                "Position %d was swapped: the event that belongs there stands at position %d."
                        .formatted(place, foundAt));
    }

    static Broken cutOff(long last, long end, String why) {
        return new Broken(
                last + 1,
                Flaw.CUT_OFF,
                "Position %d was cut off, with all behind it: the book ends before it, but %s up to %d."
                        .formatted(last + 1, why, end));
    }

    static Broken headCutOff(long last, long head) {
        return new Broken(
                head + 1,
                Flaw.CUT_OFF,
                "Position %d was cut off by the head, which says that the book ends before it: it ends at %d."
                        .formatted(head + 1, last));
    }

    static Broken headTakenAway(long last) {
        return new Broken(
                last + 1,
                Flaw.CUT_OFF,
                "The head of the book was cut off: book.head is empty. The last row is position %d, and nothing in the book says that it ends there."
                        .formatted(last));
    }

    static Broken rewritten(long position, long since, String known) {
        return new Broken(
                position,
                Flaw.REWRITTEN,
                "Position %d was rewritten, or one before it since position %d: each event follows from the one before, but %s has another hash."
                        .formatted(position, since, known));
    }

    static Broken timeFalls(long position) {
        return new Broken(
                position,
                Flaw.CONTRADICTORY,
                "Position %d is contradictory: its time is before that of the position before."
                        .formatted(position));
    }

    static Broken versionJumps(long position) {
        return new Broken(
                position,
                Flaw.CONTRADICTORY,
                "Position %d is contradictory: its version is not the next one of its stream."
                        .formatted(position));
    }
}
