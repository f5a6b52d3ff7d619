package minutebook.web.mail.outbox;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import minutebook.events.UserId;
import minutebook.events.book.CommandId;
import minutebook.events.mail.MailEvent;
import minutebook.events.mail.MailEvent.MailDropped;
import minutebook.events.mail.MailEvent.MailRefused;
import minutebook.events.mail.MailEvent.MailSent;
import minutebook.events.mail.MailKind;
import minutebook.events.mail.MailReason;
import org.jspecify.annotations.Nullable;

/** A mail that was sent, refused or dropped. */
record Ended(
        long id,
        long position,
        UserId recipient,
        MailKind kind,
        int round,
        String state,
        @Nullable String reason) {

    static Ended read(ResultSet row) throws SQLException {
        return new Ended(
                row.getLong("id"),
                row.getLong("position"),
                new UserId(row.getLong("recipient")),
                MailKind.find(row.getString("kind")).orElseThrow(),
                row.getInt("round"),
                row.getString("state"),
                row.getString("reason"));
    }

    /** The event that tells of it. */
    MailEvent event() {
        return switch (state) {
            case "sent" -> new MailSent(recipient, position, kind);
            case "refused" -> new MailRefused(recipient, position, kind, String.valueOf(reason));
            case "dropped" ->
                    new MailDropped(
                            recipient, position, kind, MailReason.stored(String.valueOf(reason)));
            default -> throw new IllegalStateException("Mail " + id + " has not ended: " + state);
        };
    }

    /** The same whoever tells of it, and however often: the book takes it once. */
    CommandId command() {
        String name = "mail %d %d %d".formatted(position, recipient.value(), round);
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return CommandId.repeatable(id, "mail");
    }
}
