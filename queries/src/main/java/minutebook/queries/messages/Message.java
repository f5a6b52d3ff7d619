package minutebook.queries.messages;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import minutebook.events.ProjectId;
import minutebook.events.messages.MessageEvent.StoredFile;
import minutebook.queries.users.UserItem;
import org.jspecify.annotations.Nullable;

/**
 * A message as the read model has it.
 *
 * @param id the position of its event in the book
 * @param receiver null: everybody in the project
 * @param file where its bytes are found; null: no file
 */
public record Message(
        long id,
        ProjectId project,
        UserItem sender,
        @Nullable UserItem receiver,
        @Nullable String content,
        @Nullable String fileName,
        @Nullable StoredFile file,
        @Nullable String clientMessageId,
        Instant createdAt) {
    private static final DateTimeFormatter CREATED_AT =
            DateTimeFormatter.ofPattern("MM/dd/uuuu, HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * As clients get it.
     *
     * @param epoch of the book
     * @param fileBase64 the file as a data URL, where it is to be part of the item
     * @param fileUrl where the file can be fetched
     */
    public MessageItem item(String epoch, @Nullable String fileBase64, @Nullable String fileUrl) {
        return new MessageItem(
                id,
                content,
                fileName,
                fileBase64,
                fileUrl,
                CREATED_AT.format(createdAt),
                sender,
                receiver,
                epoch + "-" + id);
    }
}
