package minutebook.commands.users;

import minutebook.commands.Fields;
import minutebook.commands.users.User.Registered;

/**
 * What a user fills in who forgot the password and has a link: looked over before anything is
 * hashed. Absent texts are empty. {@link minutebook.commands.InvalidInput} names all that are at
 * fault.
 */
public record PasswordRenewal(String token, String newPassword) {

    public PasswordRenewal {
        var fields = new Fields();
        if (token.isEmpty()) {
            fields.missing("token");
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

    /** Tells neither. */
    @Override
    public String toString() {
        return "PasswordRenewal[]";
    }
}
