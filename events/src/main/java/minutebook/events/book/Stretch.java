package minutebook.events.book;

import java.util.List;

/**
 * A piece of the book for who reads much of it: all events of the kinds that were asked for, up to
 * a position.
 *
 * @param events in order; it may be that none of the piece is of such a kind
 * @param end the last position that was looked at; the next piece begins behind it
 */
public record Stretch(List<RecordedEvent> events, long end) {
    public Stretch {
        events = List.copyOf(events);
    }
}
