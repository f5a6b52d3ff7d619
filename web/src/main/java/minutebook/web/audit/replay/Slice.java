package minutebook.web.audit.replay;

import java.util.List;
import minutebook.events.book.BookEntries;
import minutebook.events.book.BookEntries.Page;
import minutebook.events.book.BookEntry;
import minutebook.events.book.EntryFilter;
import minutebook.events.book.EntryRange;

/**
 * A piece of what fits.
 *
 * @param entries with rising positions
 * @param lowest the first position that was looked at
 * @param highest the last position that was looked at; all that fits in between is here
 * @param hasLower whether there may be more below
 * @param hasHigher whether there may be more above
 */
record Slice(
        List<BookEntry> entries, long lowest, long highest, boolean hasLower, boolean hasHigher) {

    /**
     * Where it begins, exclusive, and which way it goes from there.
     *
     * @param up whether positions rise on the way
     */
    record Place(long key, boolean up) {}

    /** What is nearest to a place, up to a position. Blocks. */
    static Slice of(BookEntries book, EntryFilter filter, Place place, long upTo, int limit) {
        EntryRange range =
                place.up()
                        ? EntryRange.after(Math.min(place.key(), upTo), upTo)
                        : EntryRange.before(Math.min(place.key(), upTo + 1), 1);
        Page page = book.page(filter, range, limit + 1);
        boolean tooMany = page.entries().size() > limit;
        List<BookEntry> found = tooMany ? page.entries().subList(0, limit) : page.entries();
        long looked = tooMany ? found.getLast().position() : page.looked();
        boolean behind =
                !book.page(
                                filter,
                                place.up()
                                        ? EntryRange.before(range.at() + 1, 1)
                                        : EntryRange.after(range.at() - 1, upTo),
                                1)
                        .entries()
                        .isEmpty();
        return place.up()
                ? new Slice(found, range.at() + 1, looked, behind, looked < upTo)
                : new Slice(found.reversed(), looked, range.at() - 1, looked > 1, behind);
    }
}
