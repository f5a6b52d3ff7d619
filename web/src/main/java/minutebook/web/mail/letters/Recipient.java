package minutebook.web.mail.letters;

import java.util.regex.Pattern;
import minutebook.commands.users.User.Registered;
import minutebook.events.UserId;

/**
 * Who gets a letter.
 *
 * @param email of the form that the rules take; anything else is a bug, and fails
 * @param name what they are called in it, in one line
 */
record Recipient(UserId id, String email, String username, String name) {
    private static final int EMAIL_LENGTH_MAX = 255;

    /** In ASCII, and of no character that parts addresses, headers or lines. */
    private static final Pattern EMAIL =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+");

    Recipient {
        if (email.length() > EMAIL_LENGTH_MAX || !EMAIL.matcher(email).matches()) {
            throw new IllegalArgumentException("User " + id + " has no mail address");
        }
    }

    /**
     * They are called by the names that they gave themselves once the address is known to be
     * theirs. Until then by the username, which is one word: anybody can register the address of a
     * stranger, and would have us deliver what they write for names.
     */
    static Recipient of(Registered user) {
        String username = OneLine.of(user.username());
        String names = OneLine.of(user.firstName() + " " + user.lastName());
        boolean isTheirs = user.mail().verified() && !names.isEmpty();
        return new Recipient(user.id(), user.email(), username, isTheirs ? names : username);
    }
}
