package minutebook.web.users;

import minutebook.commands.users.User.Registered;
import minutebook.queries.users.UserItem;

/** A user as others see them, from what the rules remember. */
public final class UserItems {
    private UserItems() {}

    public static UserItem of(Registered user) {
        return new UserItem(
                user.id(), user.email(), user.username(), user.firstName(), user.lastName());
    }
}
