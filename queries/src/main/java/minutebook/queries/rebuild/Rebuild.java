package minutebook.queries.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import minutebook.events.sql.Connecting;
import minutebook.queries.Projector;

/**
 * Makes read models again, while they are in use: second copies of their tables are folded beside
 * them, all from one reading of the book, and each model's, in one transaction, take the place of
 * the first. Nobody sees a half-built table, and nothing is sent to anybody. The checkpoint stays
 * where it is, so the projector goes on as if nothing had been; only where it is behind the copy,
 * it moves to it.
 *
 * <p>When it is interrupted, the tables in use are as they were. When it is killed, what is left of
 * the copies is dropped by the next one, and by whoever drops {@link Leftovers}.
 */
public final class Rebuild {
    /** Closer to the tables in use, the rest is folded while their writer waits. */
    private static final long CLOSE = 500;

    /** So many more are taken on in some seconds, however it is done. */
    private static final long FEW = 10_000;

    private final Connecting database;
    private final EventSource source;
    private final Fold fold;

    /**
     * Begins nothing.
     *
     * @param database as the owner of the tables
     * @param writers how many read models are written at the same time, at most
     */
    public Rebuild(Connecting database, EventSource source, int writers) {
        this.database = database;
        this.source = source;
        this.fold = new Fold(source, writers);
    }

    /** Another one of the same read model is under way. */
    public static final class UnderWay extends Exception {
        private final String readModel;

        UnderWay(Projector projector) {
            super(projector.name(), null, false, false);
            this.readModel = projector.name();
        }

        public String readModel() {
            return readModel;
        }
    }

    /** Hears of each read model that is swapped. */
    @FunctionalInterface
    public interface Listener {
        void rebuilt(String readModel, long position);
    }

    /**
     * Rebuilds some. Blocks: some ten seconds a million events.
     *
     * @param head how long the book is: so far go those whose tables in use are far behind, the
     *     others as far as their tables
     * @throws IllegalArgumentException if one is none that follows from the book alone
     */
    public void run(
            List<? extends Projector> projectors,
            long head,
            FoldListener progress,
            Listener listener)
            throws SQLException, InterruptedException, UnderWay {
        Deque<Replacement> open = new ArrayDeque<>();
        try {
            for (Projector it : projectors) {
                if (!it.isRebuildable()) {
                    throw new IllegalArgumentException(it.name() + " is not rebuildable");
                }
                open.add(Replacement.begin(database.connect(), it, source));
            }
            List<FoldedCopy> copies = open.stream().map(Replacement::copy).toList();
            for (long to = goal(open, head);
                    to - copies.getFirst().position() > CLOSE;
                    to = goal(open, head)) {
                fold.fold(copies, to, progress);
            }
            fold.index(copies);
            while (!open.isEmpty()) {
                Replacement next = open.getFirst();
                catchUp(next);
                next.swap(fold);
                listener.rebuilt(next.projector().name(), next.copy().position());
                open.removeFirst().close();
            }
        } finally {
            for (Replacement it : open) {
                it.close();
            }
        }
    }

    /** While the others before it were swapped, its tables went on. */
    private void catchUp(Replacement replacement) throws SQLException, InterruptedException {
        FoldedCopy copy = replacement.copy();
        for (long live = replacement.live();
                live - copy.position() > CLOSE;
                live = replacement.live()) {
            fold.fold(List.of(copy), live, (_, _, _) -> {});
        }
    }

    private static long goal(Iterable<Replacement> replacements, long head) throws SQLException {
        long lowest = Long.MAX_VALUE;
        for (Replacement it : replacements) {
            long live = it.live();
            lowest = Math.min(lowest, isFarBehind(live, head) ? head : live);
        }
        return lowest;
    }

    /** Those of some whose tables in use are far behind a book of this length. Blocks. */
    public <P extends Projector> List<P> farBehind(Collection<P> projectors, long head)
            throws SQLException {
        var found = new ArrayList<P>();
        try (Connection connection = database.connect()) {
            for (P it : projectors) {
                if (isFarBehind(Positions.of(connection, it), head)) {
                    found.add(it);
                }
            }
        }
        return found;
    }

    /**
     * Whether tables at {@code position} of a book of length {@code head} are sooner made again
     * than led on: what is folded beside them takes an eighth of the time.
     */
    private static boolean isFarBehind(long position, long head) {
        return head - position > FEW && position < head - head / 8;
    }
}
