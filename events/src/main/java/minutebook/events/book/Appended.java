package minutebook.events.book;

import java.util.List;

/**
 * What an append wrote: durable, and visible to everybody.
 *
 * @param position of its last event; of the last one before it if it wrote none
 */
public record Appended(long position, List<RecordedEvent> events) {
    public Appended {
        events = List.copyOf(events);
    }
}
