package minutebook.queries.users;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import minutebook.events.Personal;
import minutebook.events.UserId;
import minutebook.events.users.UserEvent.ProfileEdited;
import minutebook.events.users.UserEvent.UserRegistered;

/** A user as others see them: the {@code user_item} of the contract. */
@JsonNaming(SnakeCaseStrategy.class)
public record UserItem(
        UserId id, String email, String username, String firstName, String lastName) {

    /** An erased person, of whom the book keeps nothing but the number. */
    public static UserItem erased(UserId id) {
        return new UserItem(id, "", "erased-" + id, "", "");
    }

    /** As whoever registered so is called, which may be erased by now. */
    public static UserItem registered(UserRegistered event) {
        if (event.username().equals(Personal.ERASED)) {
            return erased(event.user());
        }
        return new UserItem(
                event.user(), event.email(), event.username(), event.firstName(), event.lastName());
    }

    /** The same person after this edit. */
    public UserItem edited(ProfileEdited event) {
        if (event.username().equals(Personal.ERASED)) {
            return erased(id);
        }
        return new UserItem(id, email, event.username(), event.firstName(), event.lastName());
    }
}
