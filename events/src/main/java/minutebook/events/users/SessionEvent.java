package minutebook.events.users;

import java.util.UUID;
import minutebook.events.Event;
import minutebook.events.StreamId;
import minutebook.events.UserId;

/**
 * What can happen to a session, which is one log-in of a user and all tokens that followed from it.
 * Kept for ever: add types or optional fields, never change one. A token is not in the book; it
 * names the position of the event that it was issued with.
 */
public sealed interface SessionEvent extends Event {
    UUID session();

    UserId user();

    @Override
    default StreamId stream() {
        return StreamId.session(session());
    }

    record SessionOpened(UUID session, UserId user) implements SessionEvent {}

    /** A new token took the place of the session's older one, which is dead from here on. */
    record SessionContinued(UUID session, UserId user) implements SessionEvent {}

    record SessionEnded(UUID session, UserId user) implements SessionEvent {}
}
