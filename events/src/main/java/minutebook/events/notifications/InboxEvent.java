package minutebook.events.notifications;

import minutebook.events.Event;
import minutebook.events.StreamId;
import minutebook.events.UserId;

/**
 * What can happen to a user's inbox. What comes into it is no event of its own: it follows from
 * those of projects and users. Kept for ever: add types or optional fields, never change one.
 */
public sealed interface InboxEvent extends Event {
    UserId user();

    @Override
    default StreamId stream() {
        return StreamId.inbox(user());
    }

    /** The user has read all that they were told of events up to position {@code upTo}. */
    record NotificationsRead(UserId user, long upTo) implements InboxEvent {}
}
