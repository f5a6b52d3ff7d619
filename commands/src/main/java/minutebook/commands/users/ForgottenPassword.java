package minutebook.commands.users;

import minutebook.commands.Fields;

/**
 * What somebody fills in who forgot the password: a mail address, which need be nobody's. {@link
 * minutebook.commands.InvalidInput} if it cannot be one.
 */
public record ForgottenPassword(String email) {

    public ForgottenPassword {
        var fields = new Fields();
        email = ProfileFields.email(fields, email);
        fields.requireValid();
    }
}
