package minutebook.commands.users;

import minutebook.commands.Fields;

/** The limits of what a user may be called, and be secured by. */
final class ProfileFields {
    static final int EMAIL_LENGTH_MAX = 255;
    static final int NAME_LENGTH_MAX = 50;
    static final int PASSWORD_LENGTH_MIN = 8;
    static final int PASSWORD_LENGTH_MAX = 128;

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
        return username;
    }

    static String firstName(Fields fields, String value) {
        return fields.line("first_name", value, NAME_LENGTH_MAX);
    }

    static String lastName(Fields fields, String value) {
        return fields.line("last_name", value, NAME_LENGTH_MAX);
    }

    static String password(Fields fields, String field, String value) {
        return fields.secret(field, value, PASSWORD_LENGTH_MIN, PASSWORD_LENGTH_MAX);
    }

    private static boolean isOfUsername(int character) {
        return Character.isLetterOrDigit(character)
                || character == '.'
                || character == '_'
                || character == '-';
    }
}
