package minutebook.web.audit;

import io.helidon.webserver.http.ServerRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import minutebook.events.book.BookEntries;
import minutebook.events.book.BookEntries.Page;
import minutebook.events.book.BookEntry;
import minutebook.events.book.EntryRange;
import minutebook.web.http.Lists;
import minutebook.web.http.Query;

/**
 * What fits, page by page, by the key of the position: {@code ?after=7} goes up from there, {@code
 * ?before=7} down, and without either it goes up from the beginning. Pages are always told with
 * rising positions, and never move while the book grows.
 */
final class EntryPages {
    private static final String AFTER = "after";
    private static final String BEFORE = "before";
    private static final String LIMIT = "limit";
    private static final int LIMIT_USUAL = 100;
    private static final int LIMIT_MAX = 500;

    private final BookEntries entries;

    EntryPages(BookEntries entries) {
        this.entries = entries;
    }

    /**
     * A page of what fits.
     *
     * @param head where the book ended when it was asked
     * @param lookedFrom the first position that was looked at
     * @param lookedTo the last position that was looked at; all that fits in between is here
     * @param hasNext whether there are positions behind it, at which nobody has looked yet
     * @param next a relative URL, always: also what the book gets later is behind it
     * @param prev a relative URL, always
     */
    record Body(
            long head,
            long lookedFrom,
            long lookedTo,
            boolean hasNext,
            boolean hasPrev,
            String next,
            String prev,
            List<EntryView> data) {}

    /** What of a search stands where the request says. Blocks. */
    Body page(ServerRequest request, Search search) {
        var query = new Query(request);
        Long after = query.read(AFTER, place(search.head()), places(search.head()));
        Long before =
                query.read(
                        BEFORE,
                        place(search.head() + 1).andThen(it -> it.filter(at -> at > 0)),
                        "a whole number from 1 to " + (search.head() + 1));
        Integer limit =
                query.read(LIMIT, EntryPages::limit, "a whole number from 1 to " + LIMIT_MAX);
        if (after != null && before != null) {
            query.fault(BEFORE, "left out where there is 'after'");
        }
        query.requireValid();

        EntryRange range =
                before == null
                        ? EntryRange.after(
                                Math.max(after == null ? 0 : after, search.from() - 1), search.to())
                        : EntryRange.before(Math.min(before, search.to() + 1), search.from());
        Page page = entries.page(search.filter(), range, limit == null ? LIMIT_USUAL : limit);
        return body(request, search, range, page);
    }

    /** Where an export goes on. */
    static long after(ServerRequest request, Search search) {
        var query = new Query(request);
        Long after = query.read(AFTER, place(search.head()), places(search.head()));
        for (String ofPages : List.of(BEFORE, LIMIT)) {
            if (query.has(ofPages)) {
                query.fault(ofPages, "left out in an export, which goes up to 'to'");
            }
        }
        query.requireValid();
        return Math.max(after == null ? 0 : after, search.from() - 1);
    }

    private static Body body(ServerRequest request, Search search, EntryRange range, Page page) {
        List<BookEntry> found = new ArrayList<>(page.entries());
        if (!range.forward()) {
            Collections.reverse(found);
        }
        long from = range.forward() ? range.at() + 1 : page.looked();
        long to = range.forward() ? page.looked() : range.at() - 1;
        return new Body(
                search.head(),
                from,
                to,
                to < search.to(),
                from > search.from(),
                Lists.link(request, AFTER, to),
                Lists.link(request, BEFORE, from),
                found.stream().map(EntryView::of).toList());
    }

    private static Function<String, Optional<Long>> place(long max) {
        return text ->
                (text.equals("0") ? Optional.of(0L) : Search.number(text)).filter(it -> it <= max);
    }

    private static String places(long max) {
        return "a whole number from 0 to " + max;
    }

    private static Optional<Integer> limit(String text) {
        return Search.number(text).filter(it -> it <= LIMIT_MAX).map(Long::intValue);
    }
}
