package minutebook.web.audit;

import io.helidon.webserver.http.ServerRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import minutebook.events.ProjectId;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.book.Book;
import minutebook.events.book.BookEntries;
import minutebook.events.book.EntryFilter;
import minutebook.web.http.Query;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the book is asked for.
 *
 * @param from the first position that fits; may lie behind {@code to}, and then nothing fits
 * @param to the last position that fits; the head, where nothing is said
 * @param head where the book ended when it was asked
 */
record Search(EntryFilter filter, long from, long to, long head) {
    private static final List<String> NAMES =
            List.of("actor", "from", "project", "since", "stream", "to", "type", "until", "user");
    private static final List<String> FILTERS =
            List.of("actor", "project", "stream", "type", "user");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Pattern STREAM =
            Pattern.compile(
                    "(user|project|room|inbox|mail|audit)-[1-9][0-9]{0,17}|logins"
                            + "|session-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String STREAMS =
            "the name of a stream, as user-7, project-7, room-7, inbox-7, mail-7, audit-7, logins or"
                    + " session-<uuid>";

    /** Clocks differ a little. */
    private static final Duration AHEAD_MAX = Duration.ofMinutes(1);

    /**
     * What a request asks for. Looks into the table, and so blocks.
     *
     * @throws minutebook.web.http.Problem 400 for what makes no sense, by name
     */
    static Search of(ServerRequest request, Book book, BookEntries entries, Clock clock) {
        var query = new Query(request);
        long head = book.head();
        Long from = query.read("from", positionIn(book), position(head));
        Long to = query.read("to", positionIn(book), position(head));
        if (from != null && to != null && from > to) {
            query.fault("from", "at most 'to', %d".formatted(to));
        }
        Instant since = query.read("since", Times::read, Times.ALLOWED);
        Instant until = query.read("until", Times::read, Times.ALLOWED);
        if (since != null && until != null && since.isAfter(until)) {
            query.fault("since", "no later than 'until'");
        } else if (since != null && since.isAfter(clock.instant().plus(AHEAD_MAX))) {
            query.fault("since", "in the past");
        }
        var filter =
                new EntryFilter(
                        query.read(
                                "stream",
                                text ->
                                        Optional.of(text)
                                                .filter(STREAM.asMatchPredicate())
                                                .map(StreamId::new),
                                STREAMS),
                        query.read(
                                "type",
                                text -> Optional.of(text).filter(BookEntries.types()::contains),
                                "one of " + String.join(", ", BookEntries.types())),
                        query.read("actor", id(UserId::new), "the number of a user"),
                        query.read("project", id(ProjectId::new), "the number of a project"),
                        query.read("user", id(UserId::new), "the number of a user"));
        query.requireValid();

        // Another node may have written what was asked for by its position.
        long end = Math.max(head, book.head());
        return new Search(
                filter,
                Math.max(from == null ? 1 : from, first(since, entries, end, 1)),
                Math.min(to == null ? end : to, first(until, entries, end, end + 1) - 1),
                end);
    }

    private static long first(@Nullable Instant time, BookEntries entries, long head, long absent) {
        return time == null ? absent : entries.firstAt(time, head);
    }

    private static Function<String, Optional<Long>> positionIn(Book book) {
        return text -> number(text).filter(book::reaches);
    }

    private static String position(long head) {
        return "a position of the book, a whole number from 1 to " + head;
    }

    static Optional<Long> number(String text) {
        return Optional.of(text).filter(NUMBER.asMatchPredicate()).map(Long::valueOf);
    }

    private static <T> Function<String, Optional<T>> id(Function<Long, T> of) {
        return text -> number(text).map(of);
    }

    /** The names that are read here, and these. */
    static List<String> namesAnd(String... others) {
        return Stream.concat(NAMES.stream(), Stream.of(others)).toList();
    }

    /** What is asked for, as it is noted in the book: checked, and no longer than need be. */
    static String text(ServerRequest request) {
        return text(request, NAMES);
    }

    /** The same, without what only says which positions; empty: all events of them are wanted. */
    static String filterText(ServerRequest request) {
        return text(request, FILTERS);
    }

    private static String text(ServerRequest request, List<String> names) {
        var asked = new ArrayList<String>();
        for (String name : names) {
            request.query().first(name).ifPresent(value -> asked.add(name + "=" + value));
        }
        return String.join("&", asked);
    }
}
