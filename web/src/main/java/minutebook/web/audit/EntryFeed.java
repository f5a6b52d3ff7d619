package minutebook.web.audit;

import java.util.function.Predicate;
import minutebook.events.UserId;
import minutebook.events.book.Book;
import minutebook.events.book.BookEntries;
import minutebook.web.access.Caller;
import minutebook.web.live.presence.Place;
import minutebook.web.live.stream.Feed;
import minutebook.web.live.stream.Telling;

/**
 * The book as it grows, for auditors.
 *
 * @param search the filter, and the first position that fits
 * @param fromThere whether a reader who has heard of nothing begins with that position, and not
 *     with what is new
 * @param mayRead asked again and again; blocks
 */
record EntryFeed(
        Book book, BookEntries entries, Search search, boolean fromThere, Predicate<UserId> mayRead)
        implements Feed {

    @Override
    public Telling subscribe(Caller caller, long after) {
        return new EntryTelling(
                book,
                entries,
                search.filter(),
                Math.max(after, search.from() - 1),
                () -> mayRead.test(caller.user()));
    }

    @Override
    public Place place() {
        return Place.AUDIT;
    }

    @Override
    public long start(long head) {
        return fromThere ? search.from() - 1 : head;
    }
}
