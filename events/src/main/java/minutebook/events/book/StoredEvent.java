package minutebook.events.book;

import java.time.Instant;
import java.util.UUID;
import minutebook.events.Event;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A row of the book, to the letter: what auditors see and the chain is made of.
 *
 * @param data the exact JSON text
 * @param recordedAt whole microseconds
 */
public record StoredEvent(
        long position,
        StreamId stream,
        long version,
        String type,
        String data,
        @Nullable UserId actor,
        UUID commandId,
        Instant recordedAt) {

    RecordedEvent as(Event event) {
        return new RecordedEvent(position, stream, version, event, actor, commandId, recordedAt);
    }
}
