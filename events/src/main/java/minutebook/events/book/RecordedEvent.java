package minutebook.events.book;

import java.time.Instant;
import java.util.UUID;
import minutebook.events.Event;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import org.jspecify.annotations.Nullable;

/**
 * An event as the book keeps it.
 *
 * @param position its number in the book: 1, 2, 3 … without gaps, in commit order
 * @param version its number in its stream: 1, 2, 3 … without gaps
 * @param actor whose command caused it; null: nobody's who was logged in
 * @param commandId the command that caused it, alone or with others
 * @param recordedAt to the microsecond; never falls as the position rises
 */
public record RecordedEvent(
        long position,
        StreamId stream,
        long version,
        Event event,
        @Nullable UserId actor,
        UUID commandId,
        Instant recordedAt) {}
