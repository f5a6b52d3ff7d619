package minutebook.commands.users;

import java.time.Instant;
import java.util.UUID;
import minutebook.commands.Fields;
import minutebook.events.UserId;
import minutebook.events.users.Role;
import org.jspecify.annotations.Nullable;

/**
 * What may be asked of a user's account. Texts come as they stand on the wire, absent ones as empty
 * ones; a constructor trims them, and throws {@link minutebook.commands.InvalidInput} naming all
 * that are at fault.
 */
public sealed interface UserCommand {
    /** Whose account. */
    UserId user();

    /** Who asks; null: nobody who is logged in. */
    default @Nullable UserId by() {
        return user();
    }

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

        @Override
        public @Nullable UserId by() {
            return null;
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

    /** By whoever knows the mail address: {@code request} names the link that is to be mailed. */
    record RequestPasswordReset(UserId user, UUID request) implements UserCommand {
        @Override
        public @Nullable UserId by() {
            return null;
        }
    }

    /**
     * By whoever has the link.
     *
     * @param credential of the new password, already in the vault
     */
    record ResetPassword(UserId user, UUID request, UUID credential, Instant at)
            implements UserCommand {
        @Override
        public @Nullable UserId by() {
            return null;
        }
    }

    /** By whoever has the link. */
    record VerifyEmail(UserId user) implements UserCommand {
        @Override
        public @Nullable UserId by() {
            return null;
        }
    }

    /** {@code by}: null by whoever has the link. */
    record SwitchProjectMail(UserId user, @Nullable UserId by, boolean wanted)
            implements UserCommand {}

    /** What only an admin may ask, and not of themselves. */
    sealed interface OfAdmin extends UserCommand {}

    /** {@code by}: null by the operator. */
    record GrantRole(UserId user, @Nullable UserId by, Role role) implements OfAdmin {}

    /** {@code by}: null by the operator. */
    record RevokeRole(UserId user, @Nullable UserId by, Role role) implements OfAdmin {}

    record ArchiveUser(UserId user, UserId by) implements OfAdmin {}

    record UnarchiveUser(UserId user, UserId by) implements OfAdmin {}
}
