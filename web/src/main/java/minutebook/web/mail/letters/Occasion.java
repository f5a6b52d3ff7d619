package minutebook.web.mail.letters;

import java.time.Instant;
import java.util.UUID;
import minutebook.events.mail.MailKind;

/** What a letter tells, of each kind that there is. */
public sealed interface Occasion {
    record VerifyEmail() implements Occasion {}

    /** The link of {@code request} is good until then. */
    record PasswordReset(UUID request, Instant until) implements Occasion {}

    record PasswordChanged() implements Occasion {}

    /** {@code by}: the username of who added them; both are whatever somebody typed. */
    record AddedToProject(String title, String by) implements Occasion {}

    record AccountUnarchived() implements Occasion {}

    default MailKind kind() {
        return switch (this) {
            case VerifyEmail _ -> MailKind.VERIFY_EMAIL;
            case PasswordReset _ -> MailKind.PASSWORD_RESET;
            case PasswordChanged _ -> MailKind.PASSWORD_CHANGED;
            case AddedToProject _ -> MailKind.ADDED_TO_PROJECT;
            case AccountUnarchived _ -> MailKind.ACCOUNT_UNARCHIVED;
        };
    }
}
