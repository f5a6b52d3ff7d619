package minutebook.events.book;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import minutebook.events.book.AppendFailure.BookUnavailable;
import minutebook.events.book.BookEntry.Closed;
import minutebook.events.book.EntryWalk.Found;
import minutebook.events.vault.SubjectKeys;

/**
 * The book for auditors: each row with all that stands there, found by what it is. Whatever was
 * done to the table, it shows. Thread-safe; all methods block.
 *
 * <p>What is asked of a stream or a project goes by the index of streams; all else looks at one
 * position after the other, since an index more would make each append dearer.
 *
 * <p>All throw {@link BookUnavailable} if the database does not answer, and {@link
 * minutebook.events.vault.VaultUnavailable} if it does not give the keys.
 */
public final class BookEntries {
    private final DataSource database;
    private final EventCodec codec;

    public BookEntries(DataSource database, SubjectKeys keys) {
        this.database = database;
        this.codec = new EventCodec(keys);
    }

    /** The stored names of all types of events that this version knows. */
    public static List<String> types() {
        return EventTypes.names();
    }

    /**
     * Some of what fits.
     *
     * @param entries in the order of the way; at most as many as were asked for
     * @param looked how far was looked, since one call looks at no more than about 200,000
     *     positions and brings no more than some megabytes: all that fits up to here, inclusive, is
     *     in {@code entries}
     */
    public record Page(List<BookEntry> entries, long looked) {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    /** The last position; 0: the book is empty. */
    public long head() {
        return reading(connection -> BookReader.head(connection).position());
    }

    /** The entry at a position; empty: there is none. */
    public Optional<BookEntry> find(long position) {
        Optional<Closed> row = reading(connection -> new EntryRows(connection).at(position));
        return row.map(it -> open(List.of(it)).getFirst());
    }

    /** The first of those in a range that fit. The range must not go beyond the head. */
    public Page page(EntryFilter filter, EntryRange range, int limit) {
        Found found = reading(connection -> new EntryWalk(connection, filter, range, limit).go());
        // After the connection went back: keys may be fetched now, which takes another one.
        return new Page(open(found.rows()), found.looked());
    }

    /**
     * The first position up to {@code head} that was recorded at this time or later; head + 1:
     * there is none. Found by halving, since times never fall as positions rise.
     */
    public long firstAt(Instant time, long head) {
        return reading(connection -> new EntryRows(connection).firstAt(time, head));
    }

    /**
     * What each was called then; of a moment at which somebody had no name yet there is nothing.
     */
    public Map<Moment, Naming> namings(Collection<Moment> moments) {
        List<Moment> asked = List.copyOf(moments);
        NamingRows rows = reading(connection -> NamingRows.of(connection, asked));
        return rows.namings(asked, open(rows.rows()));
    }

    private List<BookEntry> open(List<Closed> rows) {
        var texts = codec.opened(rows.stream().map(Closed::row).toList());
        var entries = new ArrayList<BookEntry>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            entries.add(rows.get(i).open(texts.get(i)));
        }
        return entries;
    }

    private interface Reading<T> {
        T read(Connection connection) throws SQLException;
    }

    private <T> T reading(Reading<T> reading) {
        try (Connection connection = database.getConnection()) {
            return reading.read(connection);
        } catch (SQLException e) {
            throw new BookUnavailable("The book cannot be read: " + e.getMessage());
        }
    }
}
