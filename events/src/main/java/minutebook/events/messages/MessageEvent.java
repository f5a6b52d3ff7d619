package minutebook.events.messages;

import minutebook.events.Event;
import minutebook.events.OfPerson;
import minutebook.events.Personal;
import minutebook.events.ProjectId;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What can happen in a project's room. Kept for ever: add types or optional fields, never change
 * one.
 */
public sealed interface MessageEvent extends Event {
    ProjectId project();

    @Override
    default StreamId stream() {
        return StreamId.room(project());
    }

    /**
     * Somebody said something. The message's id is the position of this event.
     *
     * @param receiver null: to all members
     * @param content null: only a file
     * @param clientMessageId the sender's own name for it, by which a repeat is known
     */
    record MessageSent(
            ProjectId project,
            UserId sender,
            @Nullable UserId receiver,
            @Personal @Nullable String content,
            @Personal @Nullable String fileName,
            @Nullable StoredFile file,
            @Nullable String clientMessageId)
            implements MessageEvent, OfPerson {
        @Override
        public UserId person() {
            return sender;
        }
    }

    /**
     * A file that the vault holds.
     *
     * @param sha256 of the bytes, 64 lower-case hexadecimal digits
     * @param mediaType as the sender's data URL said; of its parameters none but the character set
     *     (older ones: as it was written); may be empty
     * @param size in bytes
     */
    record StoredFile(String sha256, String mediaType, long size) {}
}
