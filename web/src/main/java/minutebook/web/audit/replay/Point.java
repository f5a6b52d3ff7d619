package minutebook.web.audit.replay;

import java.time.Instant;
import minutebook.events.book.RecordedEvent;
import minutebook.web.audit.Times;

/** A place in the book: the position of an event, and when it was recorded. */
public record Point(long position, Instant at) {
    static Point of(RecordedEvent recorded) {
        return new Point(recorded.position(), recorded.recordedAt());
    }

    /** As clients see it. */
    record View(long position, String recordedAt) {}

    View view() {
        return new View(position, Times.write(at));
    }

    /** For people. */
    @Override
    public String toString() {
        return "position %d, %s".formatted(position, Times.write(at));
    }
}
