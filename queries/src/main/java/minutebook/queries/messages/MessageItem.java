package minutebook.queries.messages;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import minutebook.queries.users.UserItem;
import org.jspecify.annotations.Nullable;

/**
 * A message as its readers see it: the {@code message_item} of the contract, always with all its
 * keys. Made by {@link Message#item}.
 *
 * @param fileBase64 the file as a data URL; null: none, or left out
 * @param createdAt {@code MM/DD/YYYY, HH:MM}, UTC
 * @param eventId {@code <epoch>-<position>}
 */
@JsonNaming(SnakeCaseStrategy.class)
public record MessageItem(
        long id,
        @Nullable String content,
        @Nullable String fileName,
        @Nullable String fileBase64,
        @Nullable String fileUrl,
        String createdAt,
        UserItem sender,
        @Nullable UserItem receiver,
        String eventId) {}
