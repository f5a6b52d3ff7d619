package minutebook.commands.mail;

import static minutebook.commands.Cast.ANNA;
import static minutebook.commands.Cast.BEN;
import static minutebook.commands.mail.MailRefusal.ALREADY_SENT;

import minutebook.commands.Scenario;
import minutebook.events.mail.MailEvent;
import minutebook.events.mail.MailEvent.MailRefused;
import minutebook.events.mail.MailEvent.MailRetried;
import minutebook.events.mail.MailEvent.MailSent;
import minutebook.events.mail.MailKind;
import org.junit.jupiter.api.Test;

class MailDeciderTest {
    private final Scenario<RetryMail, Mails, MailEvent> mails = new Scenario<>(new MailDecider());

    @Test
    void what_was_refused_is_tried_again() {
        mails.given(new MailRefused(BEN, 7, MailKind.VERIFY_EMAIL, "550 5.1.1"))
                .when(new RetryMail(BEN, 7, ANNA))
                .then(new MailRetried(BEN, 7));
    }

    @Test
    void what_waits_is_tried_now() {
        mails.given().when(new RetryMail(BEN, 7, ANNA)).then(new MailRetried(BEN, 7));
    }

    @Test
    void what_was_sent_is_not_sent_again() {
        mails.given(
                        new MailRetried(BEN, 7),
                        new MailSent(BEN, 7, MailKind.VERIFY_EMAIL),
                        new MailSent(BEN, 9, MailKind.PASSWORD_CHANGED))
                .when(new RetryMail(BEN, 7, ANNA))
                .thenRefused(ALREADY_SENT);
    }
}
