package minutebook.commands.users;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import minutebook.commands.Fields;
import minutebook.commands.users.User.Registered;

/** The limits of what a user may be called, and be secured by. */
final class ProfileFields {
    static final int EMAIL_LENGTH_MAX = 255;
    static final int NAME_LENGTH_MAX = 50;
    static final int PASSWORD_LENGTH_MIN = 8;
    static final int PASSWORD_LENGTH_MAX = 128;

    /** What stands in the place of an erased person's name (contract 3). */
    private static final Pattern ERASED =
            Pattern.compile("erased-[0-9]+", Pattern.CASE_INSENSITIVE);

    private ProfileFields() {}

    static String email(Fields fields, String value) {
        String email = fields.line("email", value, EMAIL_LENGTH_MAX);
        if (!EmailAddress.isWellFormed(email)) {
            fields.fault("email", "'email' must be a mail address.");
        }
        return email;
    }

    static String username(Fields fields, String value) {
        String username = fields.line("username", value, NAME_LENGTH_MAX);
        if (!username.codePoints().allMatch(ProfileFields::isOfUsername)) {
            fields.fault(
                    "username", "'username' must be of letters, digits, '.', '_' and '-' only.");
        }
        if (ERASED.matcher(username).matches()) {
            fields.fault("username", "'username' must not be that of an erased user.");
        }
        return username;
    }

    static String firstName(Fields fields, String value) {
        return fields.line("first_name", value, NAME_LENGTH_MAX);
    }

    static String lastName(Fields fields, String value) {
        return fields.line("last_name", value, NAME_LENGTH_MAX);
    }

    static String password(Fields fields, String field, String value) {
        String password = fields.secret(field, value, PASSWORD_LENGTH_MIN, PASSWORD_LENGTH_MAX);
        if (CommonPasswords.contains(password)) {
            fields.fault(
                    field,
                    "'"
                            + field
                            + "' is one that many people have: choose another, best a few"
                            + " words that do not belong together.");
        }
        return password;
    }

    /**
     * What anybody knows of a user is no password of theirs: the mail, its first part, the name.
     */
    static void passwordIsNot(
            Fields fields, String field, String email, String username, String password) {
        String localPart = email.substring(0, Math.max(email.indexOf('@'), 0));
        if (Stream.of(email, localPart, username).anyMatch(password::equalsIgnoreCase)) {
            fields.fault(
                    field,
                    "'"
                            + field
                            + "' must not be the mail address, its first part or the username:"
                            + " choose what nobody can know.");
        }
    }

    /**
     * The same of a user whose profile is known; {@link minutebook.commands.InvalidInput} if so.
     */
    static void requireFit(String field, String password, Registered user) {
        var fields = new Fields();
        passwordIsNot(fields, field, user.email(), user.username(), password);
        fields.requireValid();
    }

    private static boolean isOfUsername(int character) {
        return Character.isLetterOrDigit(character)
                || character == '.'
                || character == '_'
                || character == '-';
    }
}
