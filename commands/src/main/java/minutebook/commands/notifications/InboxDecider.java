package minutebook.commands.notifications;

import java.time.Instant;
import minutebook.commands.Decider;
import minutebook.commands.Decision;
import minutebook.events.notifications.InboxEvent;
import minutebook.events.notifications.InboxEvent.NotificationsRead;

/** The rules of an inbox. Pure. */
public final class InboxDecider implements Decider<MarkRead, Inbox, InboxEvent> {

    @Override
    public Inbox initial() {
        return new Inbox(0);
    }

    /** What was read stays read: of two devices, the one that is behind changes nothing. */
    @Override
    public Decision<InboxEvent> decide(MarkRead wish, Inbox inbox) {
        return wish.upTo() <= inbox.readUpTo()
                ? Decision.nothingToDo()
                : Decision.accept(new NotificationsRead(wish.user(), wish.upTo()));
    }

    @Override
    public Inbox evolve(Inbox inbox, InboxEvent event, Instant recordedAt) {
        return switch (event) {
            case NotificationsRead it -> new Inbox(it.upTo());
        };
    }
}
