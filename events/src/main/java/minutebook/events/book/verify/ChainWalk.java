package minutebook.events.book.verify;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import minutebook.events.book.verify.Verdict.Broken;
import minutebook.events.book.verify.Verdict.Whole;
import org.jspecify.annotations.Nullable;

/**
 * Walks the chain of hashes, row after row, from anywhere to anywhere, and says whether it is
 * whole; if not, where it first breaks, and of what. Needs no server and no database.
 *
 * <p>What it checks, as part 6 of the contract promises: positions without gaps, each hash, times
 * that never fall, versions of a stream that count 1, 2, 3 … (see {@link StreamVersions}), and the
 * hashes that are known from elsewhere. A chain that was rewritten whole, from some position to the
 * end and the head, is only seen by such a known hash.
 *
 * <p>In memory that does not grow with the book, at most 17 MB; a microsecond or two a row. For one
 * thread at a time.
 */
public final class ChainWalk {

    /** The hash before the first row. */
    private static final byte[] BEGINNING = new byte[32];

    private final RowHashes hashes = new RowHashes();
    private final Map<Long, byte[]> known;
    private final StreamVersions versions;
    private final RecentHashes recent;
    private final long from;
    private long next;
    private long unproven;
    private long lastMicros = Long.MIN_VALUE;

    private @Nullable Broken contradiction;
    private @Nullable Doubt doubt;
    private @Nullable Broken broken;

    private ChainWalk(long from, byte[] previous, Map<Long, byte[]> known) {
        this.from = from;
        this.next = from;
        this.unproven = from;
        this.known = Map.copyOf(known);
        this.versions = new StreamVersions(from == 1);
        this.recent = new RecentHashes(from - 1, previous.clone());
    }

    /** From the first row on. {@code known}: hashes by position, from a source of their own. */
    public static ChainWalk fromTheFirst(Map<Long, byte[]> known) {
        return new ChainWalk(1, BEGINNING, known);
    }

    /** From a later row on, behind one with hash {@code previous}, which is taken on trust. */
    public static ChainWalk from(long position, byte[] previous, Map<Long, byte[]> known) {
        return new ChainWalk(position, previous, known);
    }

    /**
     * Takes the next row, in the order of positions.
     *
     * @return whether more rows are wanted; if not, the verdict is certain
     */
    public boolean take(BookRow row) {
        if (broken == null) {
            judge(row);
        }
        return broken == null;
    }

    /**
     * Whether a row was not right, and rows from behind the end of the walk, if there are any,
     * would help to say why.
     */
    public boolean isInDoubt() {
        return broken == null && doubt != null;
    }

    /** The verdict, if the rows were to go up to {@code position} and no further. */
    public Verdict endAt(long position) {
        return ended(null).orElseGet(() -> next <= position ? gap(position + 1) : whole());
    }

    /** The verdict, if all rows up to the end were given. */
    public Verdict endAtHead(Head head) {
        return ended(head).orElseGet(() -> compared(head));
    }

    /** The verdict, if all rows up to the end were given, and nobody says that it is the end. */
    Verdict endWithoutHead(long lastRow) {
        Verdict rows = endAt(lastRow);
        return rows instanceof Whole ? Findings.headTakenAway(lastRow) : rows;
    }

    private void judge(BookRow row) {
        if (doubt != null) {
            broken = doubt.take(row).orElse(null);
        } else if (row.position() > next) {
            broken = contradictionOr(gap(row.position()));
        } else if (row.position() < next) {
            broken = contradictionOr(Findings.secondAt(row.position()));
        } else if (hashes.follows(recent.last(), row)) {
            accept(row);
        } else {
            mistrust(row);
        }
    }

    private void accept(BookRow row) {
        recent.add(row.hash());
        next++;
        contradict(row);
        compare(row);
        // It waits, for as long as a row behind it could prove that it was inserted.
        if (contradiction != null && contradiction.position() < recent.first()) {
            broken = contradiction;
        }
    }

    private void contradict(BookRow row) {
        boolean isNext = versions.isNext(row);
        boolean isLater = row.recordedAtMicros() >= lastMicros;
        lastMicros = row.recordedAtMicros();
        if (contradiction == null && !(isNext && isLater)) {
            contradiction =
                    isLater
                            ? Findings.versionJumps(row.position())
                            : Findings.timeFalls(row.position());
        }
    }

    private void compare(BookRow row) {
        byte[] hash = known.get(row.position());
        if (hash == null) {
            return;
        }
        if (Arrays.equals(hash, row.hash())) {
            unproven = next;
        } else {
            String name = "what is known of position " + row.position();
            broken = contradictionOr(Findings.rewritten(row.position(), unproven, name));
        }
    }

    private void mistrust(BookRow row) {
        Optional<Broken> inserted = insertedBefore(row);
        if (inserted.isPresent()) {
            broken = inserted.get();
        } else if (contradiction != null) {
            broken = contradiction;
        } else {
            doubt = new Doubt(hashes, recent.last(), row);
        }
    }

    /** Rows that were inserted with right hashes show where the old ones go on. */
    private Optional<Broken> insertedBefore(BookRow row) {
        for (long place = next - 1; place > recent.first(); place--) {
            boolean isCopy = Arrays.equals(recent.at(place), row.hash());
            if (!isCopy && hashes.follows(recent.at(place - 1), row, place)) {
                return Optional.of(Findings.inserted(place, next));
            }
        }
        return Optional.empty();
    }

    private Optional<Verdict> ended(@Nullable Head head) {
        if (broken == null) {
            broken = doubt == null ? contradiction : doubt.end(head);
        }
        return Optional.ofNullable(broken);
    }

    private Verdict compared(Head head) {
        long last = next - 1;
        long proven = known.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
        if (last < proven) {
            return Findings.cutOff(last, proven, "it is known to go");
        }
        if (last < head.position()) {
            return Findings.cutOff(last, head.position(), "its head says that it goes");
        }
        if (last > head.position()) {
            return Findings.headCutOff(last, head.position());
        }
        return Arrays.equals(head.hash(), recent.last())
                ? whole()
                : Findings.rewritten(last, Math.min(unproven, last), "the head of the book");
    }

    private Broken gap(long behind) {
        return Findings.missing(next, behind - next);
    }

    private Broken contradictionOr(Broken other) {
        return contradiction == null ? other : contradiction;
    }

    private Whole whole() {
        return new Whole(from, next - 1, recent.last().clone());
    }
}
