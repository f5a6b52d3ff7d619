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

    private @Nullable BookRow last;
    private @Nullable BookRow belongsHere;
    private Broken fallback;

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
        last = next;
        return told;
    }

    private Optional<Broken> told(BookRow next) {
        if (belongsHere != null) {
            return Optional.of(
                    hashes.follows(belongsHere.hash(), next, here() + 1)
                            ? Findings.inserted(here(), belongsHere.position())
                            : Findings.swapped(here(), belongsHere.position()));
        }
        byte[] nextHere = hashes.of(previous, next, here());
        if (Arrays.equals(nextHere, bad.hash())) {
            return Optional.of(Findings.swapped(here(), next.position()));
        }
        if (Arrays.equals(nextHere, next.hash())) {
            // Swapped with its hash, it stands behind what is still in place, or behind us.
            byte[] before = last == null ? next.hash() : last.hash();
            if (hashes.follows(before, bad, next.position())) {
                return Optional.of(Findings.swapped(here(), next.position()));
            }
            belongsHere = next;
            return Optional.empty();
        }
        return last == null ? toldByFirst(next) : Optional.empty();
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
            return Findings.inserted(here(), belongsHere.position());
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
