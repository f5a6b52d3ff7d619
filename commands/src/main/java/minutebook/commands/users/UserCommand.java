package minutebook.commands.users;

import java.util.UUID;
import minutebook.commands.Fields;
import minutebook.events.UserId;

/**
 * What may be asked of a user's account. Texts come as they stand on the wire, absent ones as empty
 * ones; a constructor trims them, and throws {@link minutebook.commands.InvalidInput} naming all
 * that are at fault.
 */
public sealed interface UserCommand {
    UserId user();

    /** {@code credential} names the row of the vault where the password's hash is already kept. */
    record RegisterUser(
            UserId user,
            String email,
            String username,
            String firstName,
            String lastName,
            UUID credential)
            implements UserCommand {
        public RegisterUser {
            var fields = new Fields();
            email = ProfileFields.email(fields, email);
            username = ProfileFields.username(fields, username);
            firstName = ProfileFields.firstName(fields, firstName);
            lastName = ProfileFields.lastName(fields, lastName);
            fields.requireValid();
        }
    }

    record EditProfile(UserId user, String username, String firstName, String lastName)
            implements UserCommand {
        public EditProfile {
            var fields = new Fields();
            username = ProfileFields.username(fields, username);
            firstName = ProfileFields.firstName(fields, firstName);
            lastName = ProfileFields.lastName(fields, lastName);
            fields.requireValid();
        }
    }

    /**
     * @param session the one that asks, which alone goes on
     * @param older the credential that the older password was found right by
     * @param credential of the new password, already in the vault
     */
    record ChangePassword(UserId user, UUID session, UUID older, UUID credential)
            implements UserCommand {}
}
