package minutebook.web.mail.outbox;

import java.time.Instant;
import minutebook.commands.users.User.Registered;
import minutebook.web.mail.letters.Occasion;
import minutebook.web.mail.transport.Mail;

/** Writes mails. Pure: the same one each time. */
@FunctionalInterface
public interface Letters {
    /**
     * @param position of the event that it tells of
     * @param at when that was recorded
     */
    Mail write(Occasion occasion, Registered recipient, long position, Instant at);
}
