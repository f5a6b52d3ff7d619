package minutebook.commands.users;

import java.util.UUID;
import minutebook.events.UserId;

/** What the rules remember of a user. */
public sealed interface User {

    record Unregistered() implements User {}

    /** {@code credential} names the one row of the vault that the user's password is checked by. */
    record Registered(
            UserId id,
            String email,
            String username,
            String firstName,
            String lastName,
            UUID credential)
            implements User {

        boolean hasProfile(String username, String firstName, String lastName) {
            return this.username.equals(username)
                    && this.firstName.equals(firstName)
                    && this.lastName.equals(lastName);
        }
    }
}
