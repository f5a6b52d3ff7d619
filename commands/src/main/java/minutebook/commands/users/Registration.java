package minutebook.commands.users;

import java.util.UUID;
import minutebook.commands.Fields;
import minutebook.commands.users.UserCommand.RegisterUser;
import minutebook.events.UserId;

/**
 * What somebody fills in to become a user: looked over as a whole before the password is hashed,
 * which is dear, and only the hash goes further. Absent texts are empty. {@link
 * minutebook.commands.InvalidInput} names all that are at fault.
 */
public record Registration(
        String email, String username, String password, String firstName, String lastName) {

    public Registration {
        var fields = new Fields();
        email = ProfileFields.email(fields, email);
        username = ProfileFields.username(fields, username);
        password = ProfileFields.password(fields, "password", password);
        ProfileFields.passwordIsNot(fields, "password", email, username, password);
        firstName = ProfileFields.firstName(fields, firstName);
        lastName = ProfileFields.lastName(fields, lastName);
        fields.requireValid();
    }

    /** The command that follows, once the vault keeps the password's hash as {@code credential}. */
    public RegisterUser command(UserId user, UUID credential) {
        return new RegisterUser(user, email, username, firstName, lastName, credential);
    }

    /** Tells no password. */
    @Override
    public String toString() {
        return "Registration[username=" + username + "]";
    }
}
