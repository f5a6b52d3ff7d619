package minutebook.queries.notifications;

import java.util.List;
import minutebook.events.UserId;

/**
 * A text, and all who get it.
 *
 * @param position of the event in the book: with it each of them has at most one notification
 * @param variant which of the texts of that event: 0, 1 …
 * @param event its name on the stream
 * @param payload JSON, one line, as the contract has it
 */
public record Notification(
        long position, int variant, String event, String payload, List<UserId> recipients) {
    public Notification {
        recipients = List.copyOf(recipients);
    }
}
