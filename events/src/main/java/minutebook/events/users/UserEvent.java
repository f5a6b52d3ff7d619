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
}
