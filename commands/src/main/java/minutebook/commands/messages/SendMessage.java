package minutebook.commands.messages;

import minutebook.events.ProjectId;
import minutebook.events.UserId;
import org.jspecify.annotations.Nullable;

/**
 * The wish to say something in a project's room. {@link MessageDraft#command} makes it from what a
 * client wrote.
 *
 * @param receiver null: all members
 * @param content null: only a file is sent
 * @param clientMessageId the sender's own name for it, by which a repeat is known
 */
public record SendMessage(
        ProjectId project,
        UserId by,
        @Nullable UserId receiver,
        @Nullable String content,
        @Nullable Attachment attachment,
        @Nullable String clientMessageId) {

    public SendMessage {
        if (content == null && attachment == null) {
            throw new IllegalArgumentException("A message needs a content or a file");
        }
    }

    /** Tells nothing of what is said. */
    @Override
    public String toString() {
        return "SendMessage[project=" + project + ", by=" + by + ", receiver=" + receiver + "]";
    }
}
