package minutebook.web.mail.outbox;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Objects;
import minutebook.events.UserId;
import minutebook.events.mail.MailKind;
import minutebook.queries.users.UserItem;
import org.jspecify.annotations.Nullable;

/**
 * A mail as admins see it.
 *
 * @param state {@code waiting}, {@code sent}, {@code refused} or {@code dropped}
 * @param reason the server's reply code, or why it was dropped; null: sent or waiting
 * @param problem what went wrong last, in plain words; null: nothing
 * @param attempts how often it was begun to be sent since it was caused, or last tried again
 * @param position of the event that it tells of
 * @param createdAt when that was recorded; all times as ISO 8601 has them, UTC
 * @param dueAt when it is tried (again); null: it is not
 * @param endedAt when it was sent, refused or dropped; null: it waits
 */
@JsonNaming(SnakeCaseStrategy.class)
public record MailItem(
        long id,
        MailKind kind,
        String state,
        @Nullable String reason,
        @Nullable String problem,
        int attempts,
        UserItem recipient,
        long position,
        String createdAt,
        @Nullable String dueAt,
        @Nullable String endedAt) {

    MailItem to(@Nullable UserItem person) {
        return new MailItem(
                id,
                kind,
                state,
                reason,
                problem,
                attempts,
                Objects.requireNonNullElse(person, recipient),
                position,
                createdAt,
                dueAt,
                endedAt);
    }

    UserId user() {
        return recipient.id();
    }
}
