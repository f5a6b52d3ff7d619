package minutebook.web.audit.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import minutebook.events.book.BookEntries;
import minutebook.events.book.BookEntry;
import minutebook.web.audit.Times;

/** Finds the point that is meant by a position or a time. Thread-safe; blocks. */
public final class Points {
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    /** Clocks differ a little. */
    private static final Duration AHEAD_MAX = Duration.ofMinutes(1);

    private final BookEntries entries;
    private final Clock clock;

    public Points(BookEntries entries, Clock clock) {
        this.entries = entries;
        this.clock = clock;
    }

    /** Where the book ends. */
    public Point now() throws NoSuchPoint {
        return at(end());
    }

    /**
     * The event of this position, or the last that was recorded at this time or before: found by
     * halving, since times never fall as positions rise.
     */
    public Point of(String text) throws NoSuchPoint {
        return DIGITS.matcher(text).matches() ? position(text) : time(text);
    }

    private Point position(String text) throws NoSuchPoint {
        long end = end();
        long position = NUMBER.matcher(text).matches() ? Long.parseLong(text) : 0;
        if (position < 1 || position > end) {
            throw new NoSuchPoint("at most %d, where the book ends, and at least 1".formatted(end));
        }
        return at(position);
    }

    private Point time(String text) throws NoSuchPoint {
        long end = end();
        Instant time =
                Times.read(text)
                        .orElseThrow(
                                () ->
                                        new NoSuchPoint(
                                                "a position of the book, a whole number from 1 to %d, or %s"
                                                        .formatted(end, Times.ALLOWED)));
        if (time.isAfter(clock.instant().plus(AHEAD_MAX))) {
            throw new NoSuchPoint("in the past");
        }
        Instant behind = time.truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS);
        long position = entries.firstAt(behind, end) - 1;
        if (position < 1) {
            throw new NoSuchPoint(
                    "no earlier than the first event of the book, of %s"
                            .formatted(Times.write(at(1).at())));
        }
        return at(position);
    }

    private long end() throws NoSuchPoint {
        long end = entries.head();
        if (end == 0) {
            throw new NoSuchPoint("left for later: the book is empty");
        }
        return end;
    }

    private Point at(long position) throws NoSuchPoint {
        Optional<BookEntry> entry = entries.find(position);
        return entry.map(it -> new Point(position, it.row().recordedAt()))
                .orElseThrow(
                        () ->
                                new NoSuchPoint(
                                        "another position: the event at %d is missing, see scripts/verify"
                                                .formatted(position)));
    }
}
