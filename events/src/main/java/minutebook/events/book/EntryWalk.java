package minutebook.events.book;

import static java.util.Comparator.comparingLong;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import minutebook.events.StreamId;
import minutebook.events.book.BookEntry.Closed;

/**
 * Looks for what fits, piece by piece: each is one or a few short statements, so that no old
 * snapshot keeps PostgreSQL from cleaning up. For one thread; the connection is lent.
 */
final class EntryWalk {
    /** Of rows that come at once; each has 60 kB at most, and mostly 300 bytes. */
    private static final int ROWS_MAX = 128;

    /** Of positions that one statement looks at. */
    private static final int WINDOW = 20_000;

    /** What one walk looks at: then it says how far it came. Takes a fraction of a second. */
    private static final int POSITIONS_MAX = 200_000;

    private static final int ROWS_OF_STREAMS_MAX = 20_000;

    /** Of data that one walk brings, in characters, but for the last piece. */
    private static final int DATA_MAX = 4 << 20;

    private final EntryRows rows;
    private final EntryFilter filter;
    private final int limit;
    private final List<Closed> found = new ArrayList<>();
    private EntryRange left;
    private long characters;
    private long positionsLooked;
    private long rowsLooked;

    EntryWalk(Connection connection, EntryFilter filter, EntryRange range, int limit) {
        this.rows = new EntryRows(connection);
        this.filter = filter;
        this.left = range;
        this.limit = limit;
    }

    /**
     * What was found, in the order of the way.
     *
     * @param looked all that fits up to here, inclusive, is among them
     */
    record Found(List<Closed> rows, long looked) {}

    Found go() throws SQLException {
        while (!left.isOver() && mayGoOn()) {
            long looked = filter.streams().isPresent() ? piece(filter.streams().get()) : piece();
            left = left.from(looked);
        }
        return new Found(found, left.at());
    }

    private boolean mayGoOn() {
        return found.size() < limit
                && characters < DATA_MAX
                && positionsLooked < POSITIONS_MAX
                && rowsLooked < ROWS_OF_STREAMS_MAX;
    }

    /** Returns how far was looked. */
    private long piece() throws SQLException {
        EntryRange window = left.first(WINDOW);
        List<Closed> come = rows.range(window, filter, ROWS_MAX);
        long looked = come.size() < ROWS_MAX ? window.end() : come.getLast().row().position();
        positionsLooked += Math.abs(looked - left.at());
        return take(come, looked);
    }

    private long piece(List<StreamId> streams) throws SQLException {
        var come = new ArrayList<Closed>();
        long looked = left.end();
        for (StreamId stream : streams) {
            List<Closed> some = ofStream(stream);
            come.addAll(some);
            if (some.size() == ROWS_MAX) {
                looked = left.nearer(looked, some.getLast().row().position());
            }
        }
        Comparator<Closed> byPosition = comparingLong(it -> it.row().position());
        come.sort(left.forward() ? byPosition : byPosition.reversed());
        rowsLooked += come.size();
        return take(come, looked);
    }

    private List<Closed> ofStream(StreamId stream) throws SQLException {
        return left.forward()
                ? rows.streamAfter(stream, rows.versionAt(stream, left.at()), ROWS_MAX)
                : rows.streamUpTo(stream, rows.versionAt(stream, left.at() - 1), ROWS_MAX);
    }

    /** Keeps what fits up to {@code looked}; returns the last that was kept if it was the limit. */
    private long take(List<Closed> come, long looked) {
        EntryRange seen = new EntryRange(left.at(), looked, left.forward());
        for (Closed each : come) {
            if (seen.contains(each.row().position()) && filter.fits(each.row())) {
                found.add(each);
                characters += each.row().data().length();
                if (found.size() == limit) {
                    return each.row().position();
                }
            }
        }
        return looked;
    }
}
