package minutebook.events.book;

import java.util.List;

/** What an append wrote: durable, and visible to everybody. Never empty. */
public record Appended(List<RecordedEvent> events) {

    /** The position of its last event. */
    public long position() {
        return events.getLast().position();
    }
}
