package minutebook.events.users;

import java.util.UUID;
import minutebook.events.Event;
import minutebook.events.OfPerson;
import minutebook.events.Personal;
import minutebook.events.StreamId;
import minutebook.events.UserId;

/** What can happen to a user. Kept for ever: add types or optional fields, never change one. */
public sealed interface UserEvent extends Event {
    UserId user();

    @Override
    default StreamId stream() {
        return StreamId.of(user());
    }

    /** {@code credential} names the row of the vault that holds the password's hash. */
    record UserRegistered(
            UserId user,
            @Personal String email,
            @Personal String username,
            @Personal String firstName,
            @Personal String lastName,
            UUID credential)
            implements UserEvent, OfPerson {
        @Override
        public UserId person() {
            return user;
        }
    }

    record ProfileEdited(
            UserId user,
            @Personal String username,
            @Personal String firstName,
            @Personal String lastName)
            implements UserEvent, OfPerson {
        @Override
        public UserId person() {
            return user;
        }
    }

    /** From here on only {@code credential} counts; all sessions but {@code session} end. */
    record PasswordChanged(UserId user, UUID credential, UUID session) implements UserEvent {}

    /** A link to set a new password is to be mailed; the link can be told from this event. */
    record PasswordResetRequested(UserId user, UUID request) implements UserEvent {}

    /** The link of {@code request} was used: only {@code credential} counts, all sessions end. */
    record PasswordReset(UserId user, UUID credential, UUID request) implements UserEvent {}

    /** The user has shown that they get what is mailed to their address. */
    record EmailVerified(UserId user) implements UserEvent {}

    /** From here on the user wants mails about projects, or does not. */
    record ProjectMailSwitched(UserId user, boolean wanted) implements UserEvent {}

    /** By an admin, or by the operator, who is no actor. */
    record RoleGranted(UserId user, Role role) implements UserEvent {}

    record RoleRevoked(UserId user, Role role) implements UserEvent {}

    /** All sessions end, and none begins until the user is unarchived. */
    record UserArchived(UserId user) implements UserEvent {}

    record UserUnarchived(UserId user) implements UserEvent {}

    /**
     * The last that happens to a user, for ever: their key is destroyed, and with it all their
     * texts in the book; all sessions end. What they leave follows by events of its own.
     */
    record UserErased(UserId user) implements UserEvent {}
}
