package minutebook.events.book.verify;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks the table of the book, beside those who write it.
 *
 * <p>The end is looked up first, and what is appended meanwhile is left for the next time. It reads
 * pages, each a statement of a fraction of a second, so that no old snapshot keeps PostgreSQL from
 * cleaning up; rows are never changed, so pages of different moments fit together.
 *
 * <p>For one thread at a time. The connection is lent: in autocommit mode, of any role that reads
 * the book.
 */
public final class BookWalk {
    private final Connection connection;

    public BookWalk(Connection connection) {
        this.connection = connection;
    }

    /** Where the book ends now. */
    public BookEnd end() throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                select last_row, position, hash, epoch
                                from (select coalesce(max(position), 0) from book.event)
                                        as book (last_row)
                                    left join book.head on true
                                """)) {
            row.next();
            byte @Nullable [] hash = row.getBytes(3);
            return hash == null
                    ? new BookEnd(Optional.empty(), row.getLong(1), "")
                    : new BookEnd(
                            Optional.of(new Head(row.getLong(2), hash)),
                            row.getLong(1),
                            row.getString(4));
        }
    }

    /**
     * Walks from position {@code from} to {@code to}. Blocks: about 3 µs an event. Of the
     * connection nothing is left open.
     *
     * <p>A walk that does not begin with the first takes the hash before it on trust; one that does
     * not go to the end says nothing of the end.
     *
     * @param from 1 or more, and no more than {@code to}, unless the book is empty
     * @param to the end's position or less
     * @param known hashes by position, from a source of their own: signed, kept elsewhere
     */
    public Verdict walk(
            BookEnd end, long from, long to, Map<Long, byte[]> known, WalkListener listener)
            throws SQLException {
        if (from == 1) {
            return walk(ChainWalk.fromTheFirst(known), end, from, to, listener);
        }
        Optional<byte[]> previous = hash(from - 1);
        return previous.isPresent()
                ? walk(ChainWalk.from(from, previous.get(), known), end, from, to, listener)
                : Findings.missing(from - 1, 1);
    }

    private Verdict walk(ChainWalk chain, BookEnd end, long from, long to, WalkListener listener)
            throws SQLException {
        boolean toTheEnd = to == end.position();
        var reading = new Reading(chain, from, to, listener);
        reading.upTo(toTheEnd ? Math.max(to, end.lastRow()) : to);
        if (chain.isInDoubt()) {
            reading.upTo(end.lastRow());
        }
        return toTheEnd ? atTheEnd(chain, end) : chain.endAt(to);
    }

    private static Verdict atTheEnd(ChainWalk chain, BookEnd end) {
        return end.head().isPresent()
                ? chain.endAtHead(end.head().get())
                : chain.endWithoutHead(end.lastRow());
    }

    private Optional<byte[]> hash(long position) throws SQLException {
        try (var statement =
                connection.prepareStatement("select hash from book.event where position = ?")) {
            statement.setLong(1, position);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getBytes(1)) : Optional.empty();
            }
        }
    }

    /** Reads on, from where it stopped. */
    private final class Reading {
        private final CopiedRows rows = new CopiedRows(connection);
        private final ChainWalk chain;
        private final WalkListener listener;
        private final long all;
        private long after;
        private long walked;

        Reading(ChainWalk chain, long from, long to, WalkListener listener) {
            this.chain = chain;
            this.listener = listener;
            this.all = to - from + 1;
            // Nothing stands before the first, or it was put there.
            this.after = from == 1 ? Long.MIN_VALUE : from - 1;
        }

        void upTo(long position) throws SQLException {
            try (var ahead = new ReadAhead(rows, after, position)) {
                List<BookRow> batch = ahead.next();
                while (!batch.isEmpty()) {
                    boolean wanted = batch.stream().allMatch(chain::take);
                    after = batch.getLast().position();
                    walked += batch.size();
                    listener.walked(Math.min(walked, all), all);
                    batch = wanted ? ahead.next() : List.of();
                }
            }
        }
    }
}
