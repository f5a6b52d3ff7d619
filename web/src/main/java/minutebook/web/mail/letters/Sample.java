package minutebook.web.mail.letters;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import minutebook.events.UserId;
import minutebook.events.mail.MailKind;

/** Letters to look at, with names that are not easy to show. */
final class Sample {
    private static final Instant AT = Instant.parse("2026-03-02T09:30:00Z");
    private static final Recipient ZOE =
            new Recipient(new UserId(1), "zoe@example.org", "zoe", "Zoë O'Neil <b>& \"Łódź\"</b>");

    private Sample() {}

    static Letter letter(MailKind kind, Wording wording) {
        return wording.letter(occasion(kind), ZOE, AT, new LinkTokens.Sample());
    }

    private static Occasion occasion(MailKind kind) {
        return switch (kind) {
            case VERIFY_EMAIL -> new Occasion.VerifyEmail();
            case PASSWORD_RESET ->
                    new Occasion.PasswordReset(new UUID(0, 0), AT.plus(Duration.ofMinutes(30)));
            case PASSWORD_CHANGED -> new Occasion.PasswordChanged();
            case ADDED_TO_PROJECT ->
                    new Occasion.AddedToProject("Bridge <east> & \"harbour\" 橋", "ben");
            case ACCOUNT_UNARCHIVED -> new Occasion.AccountUnarchived();
        };
    }
}
