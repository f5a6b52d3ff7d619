package minutebook.queries.sessions;

import java.util.Optional;
import java.util.UUID;
import minutebook.events.Event;
import minutebook.events.UserId;
import minutebook.events.users.UserEvent.PasswordChanged;
import minutebook.events.users.UserEvent.PasswordReset;
import minutebook.events.users.UserEvent.UserArchived;
import minutebook.events.users.UserEvent.UserErased;
import org.jspecify.annotations.Nullable;

/**
 * An event that ends sessions of a user.
 *
 * @param kept the one that goes on; null: none does
 */
record UserCut(UserId user, @Nullable UUID kept) {

    /** Empty: the event ends none. */
    static Optional<UserCut> of(Event event) {
        return switch (event) {
            case PasswordChanged it -> Optional.of(new UserCut(it.user(), it.session()));
            case PasswordReset it -> Optional.of(new UserCut(it.user(), null));
            case UserArchived it -> Optional.of(new UserCut(it.user(), null));
            case UserErased it -> Optional.of(new UserCut(it.user(), null));
            default -> Optional.empty();
        };
    }
}
