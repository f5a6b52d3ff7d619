package minutebook.web.mail.letters;

import java.time.Instant;
import java.util.UUID;
import minutebook.events.mail.MailKind;

/** What a letter tells, of each kind that there is. */
public sealed interface Occasion {
    MailKind kind();

    record VerifyEmail() implements Occasion {
        @Override
        public MailKind kind() {
            return MailKind.VERIFY_EMAIL;
        }
    }

    /** The link of {@code request} is good until then. */
    record PasswordReset(UUID request, Instant until) implements Occasion {
        @Override
        public MailKind kind() {
            return MailKind.PASSWORD_RESET;
        }
    }

    record PasswordChanged() implements Occasion {
        @Override
        public MailKind kind() {
            return MailKind.PASSWORD_CHANGED;
        }
    }

    /** {@code by}: the username of who added them; both are whatever somebody typed. */
    record AddedToProject(String title, String by) implements Occasion {
        @Override
        public MailKind kind() {
            return MailKind.ADDED_TO_PROJECT;
        }
    }

    record AccountUnarchived() implements Occasion {
        @Override
        public MailKind kind() {
            return MailKind.ACCOUNT_UNARCHIVED;
        }
    }
}
