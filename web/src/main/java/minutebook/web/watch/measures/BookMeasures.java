package minutebook.web.watch.measures;

import java.util.Locale;
import java.util.Map;
import minutebook.events.book.AppendCounts;
import minutebook.events.book.PostgresBook;
import minutebook.web.watch.Meters;

/** How the book is written on this node. */
public final class BookMeasures {
    private BookMeasures() {}

    public static void show(Meters meters, PostgresBook book) {
        AppendCounts counts = book.counts();
        meters.gauge("minutebook_append_waiting", "Appends that wait now", book::waiting)
                .gauge("minutebook_book_position", "How far the book reaches", book::head)
                .gauge(
                        "minutebook_book_connected",
                        "1: the appender has its database; 0: it has not",
                        () -> book.isAway() ? 0 : 1)
                .sizes(
                        "minutebook_append_batch_size",
                        "Appends that were written together",
                        counts.batchSizes())
                .times(
                        "minutebook_append_commit_seconds",
                        "For how long a batch was written, commit and all",
                        Map.of(),
                        counts.commitNanos())
                .counter(
                        "minutebook_events_written_total",
                        "Events that were written",
                        counts::events);
        for (AppendCounts.End end : AppendCounts.End.values()) {
            meters.counter(
                    "minutebook_appends_total",
                    "Appends, by how they ended",
                    Map.of("outcome", end.name().toLowerCase(Locale.ROOT)),
                    () -> counts.appends(end));
        }
    }
}
