package minutebook.commands.users;

import minutebook.commands.Fields;
import minutebook.commands.users.User.Registered;

/**
 * What a user fills in to change the password: looked over before anything is hashed. Absent texts
 * are empty. {@link minutebook.commands.InvalidInput} names all that are at fault.
 */
public record PasswordChange(String olderPassword, String newPassword) {

    public PasswordChange {
        var fields = new Fields();
        if (olderPassword.isEmpty()) {
            fields.missing("older_password");
        }
        newPassword = ProfileFields.password(fields, "new_password", newPassword);
        fields.requireValid();
    }

    /**
     * Looks over what only the user's profile can tell. {@link minutebook.commands.InvalidInput} if
     * the new password is something that anybody knows of them.
     */
    public void requireFitFor(Registered user) {
        ProfileFields.requireFit("new_password", newPassword, user);
    }

    /** Tells no password. */
    @Override
    public String toString() {
        return "PasswordChange[]";
    }
}
