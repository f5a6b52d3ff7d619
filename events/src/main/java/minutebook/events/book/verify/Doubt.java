package minutebook.events.book.verify;

import java.util.Arrays;
import java.util.Optional;
import minutebook.events.book.verify.Verdict.Broken;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what became of a row that does not follow from the one before, by those behind it.
 *
 * <p>A hash that fits at one place fits at no other, so that each test is a proof. Only {@link
 * Flaw#CHANGED} is what remains, and stays in doubt until the last row: the row's true content may
 * still turn up.
 */
final class Doubt {

    /** So many rows that were taken out together, and numbered over, are told from a change. */
    private static final int MISSING_MAX = 1_024;

    private final RowHashes hashes;
    private final byte[] previous;
    private final BookRow bad;

    private @Nullable BookRow first;
    private @Nullable BookRow last;
    private @Nullable Found belongsHere;
    private Broken fallback;

    /**
     * Where the event stands that belongs here.
     *
     * @param hasItsHash whether its hash went with it; if not, hashes stayed where they were
     */
    private record Found(BookRow row, boolean hasItsHash) {}

    /** {@code previous}: the hash of the last row that was right. */
    Doubt(RowHashes hashes, byte[] previous, BookRow bad) {
        this.hashes = hashes;
        this.previous = previous;
        this.bad = bad;
        this.fallback =
                Findings.changed(bad.position(), "it does not follow from the one before it");
    }

    /** Takes the next row, and says what it proves, if anything. */
    Optional<Broken> take(BookRow next) {
        Optional<Broken> told = told(next);
        first = first == null ? next : first;
        last = next;
        return told;
    }

    private Optional<Broken> told(BookRow next) {
        if (belongsHere != null) {
            return Optional.of(toldBehind(belongsHere, next));
        }
        byte[] nextHere = hashes.of(previous, next, here());
        boolean hasItsHash = Arrays.equals(nextHere, next.hash());
        if (hasItsHash || Arrays.equals(nextHere, bad.hash())) {
            belongsHere = new Found(next, hasItsHash);
            return changedPlaces(belongsHere)
                    ? Optional.of(Findings.swapped(here(), next.position()))
                    : Optional.empty();
        }
        return last == null ? toldByFirst(next) : Optional.empty();
    }

    /**
     * Two rows changed places, and no more, if either fits where the other one stands. Of a row
     * that was put in, before others that moved on, the content fits nowhere, whatever hash it was
     * given; that of the row whose place it has is nothing to go by.
     */
    private boolean changedPlaces(Found found) {
        BookRow there = found.row();
        if (found.hasItsHash()) {
            // It stands behind what is still in place, or behind what now is here.
            byte[] before = last == null ? there.hash() : last.hash();
            return hashes.follows(before, bad, there.position());
        }
        byte[] before = last == null ? bad.hash() : last.hash();
        return Arrays.equals(hashes.of(before, bad, there.position()), there.hash());
    }

    /** If the row behind it moved on by as many places, something was put in before them. */
    private Broken toldBehind(Found found, BookRow next) {
        BookRow there = found.row();
        boolean movedOn =
                found.hasItsHash()
                        ? hashes.follows(there.hash(), next, here() + 1)
                        : first != null
                                && Arrays.equals(
                                        hashes.of(bad.hash(), next, here() + 1), first.hash());
        return movedOn
                ? Findings.inserted(here(), there.position())
                : Findings.swapped(here(), there.position());
    }

    private Optional<Broken> toldByFirst(BookRow next) {
        if (hashes.follows(bad.hash(), next)) {
            fallback =
                    Findings.changed(
                            here(),
                            "it does not follow from the one before it, and the one behind follows from its hash");
            return Optional.empty();
        }
        if (hashes.follows(hashes.of(previous, bad), next)) {
            return Optional.of(Findings.hashChanged(here()));
        }
        for (int taken = 1; taken <= MISSING_MAX; taken++) {
            if (hashes.follows(bad.hash(), next, next.position() + taken)) {
                return Optional.of(Findings.missing(here(), taken));
            }
        }
        return Optional.empty();
    }

    /** What it must be, when no row comes any more. */
    Broken end(@Nullable Head head) {
        if (belongsHere != null) {
            return Findings.inserted(here(), belongsHere.row().position());
        }
        if (last == null && head != null) {
            return toldByHead(head);
        }
        return fallback;
    }

    private Broken toldByHead(Head head) {
        boolean endsHere = Arrays.equals(head.hash(), bad.hash());
        if (endsHere && head.position() > here()) {
            return Findings.missing(here(), head.position() - here());
        }
        if (head.position() == here() - 1 && Arrays.equals(head.hash(), previous)) {
            return Findings.inserted(here(), here() + 1);
        }
        return Arrays.equals(head.hash(), hashes.of(previous, bad))
                ? Findings.hashChanged(here())
                : fallback;
    }

    private long here() {
        return bad.position();
    }
}
