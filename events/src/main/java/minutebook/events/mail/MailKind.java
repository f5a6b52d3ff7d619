package minutebook.events.mail;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which mails there are: contract part 5. Stored as {@link #text}, for ever. */
public enum MailKind {
    /** A link by which a new user shows that they get what is mailed to their address. */
    VERIFY_EMAIL,
    /** A link to set a new password. */
    PASSWORD_RESET,
    /** The password is a new one: so that a stranger's change is noticed. */
    PASSWORD_CHANGED,
    /** The only kind that can be switched off. */
    ADDED_TO_PROJECT,
    ACCOUNT_UNARCHIVED;

    /** As it is stored, sent and named in files: {@code verify-email}. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind of this text; empty: there is none. */
    public static Optional<MailKind> find(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
    }

    @JsonCreator
    static MailKind stored(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException("No mail: " + text));
    }
}
