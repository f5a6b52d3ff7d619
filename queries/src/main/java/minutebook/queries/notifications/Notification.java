package minutebook.queries.notifications;

import java.util.List;
import java.util.Set;
import minutebook.events.UserId;

/**
 * A text, and all who get it.
 *
 * @param position of the event in the book: with it each of them has at most one notification
 * @param variant which of the texts of that event: 0, 1 …
 * @param event its name on the stream
 * @param payload JSON, one line, as the contract has it
 * @param named those whose names stand in it
 */
public record Notification(
        long position,
        int variant,
        String event,
        String payload,
        List<UserId> named,
        List<UserId> recipients) {
    public Notification {
        named = List.copyOf(named);
        recipients = List.copyOf(recipients);
    }

    /** As if it had been told when they were erased already; and not to them. */
    Notification without(Set<UserId> erased) {
        return new Notification(
                position,
                variant,
                event,
                ErasedPayload.of(payload, named, erased),
                named,
                recipients.stream().filter(it -> !erased.contains(it)).toList());
    }
}
