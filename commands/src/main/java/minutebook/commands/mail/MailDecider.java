package minutebook.commands.mail;

import java.time.Instant;
import java.util.Set;
import minutebook.commands.Decider;
import minutebook.commands.Decision;
import minutebook.events.mail.MailEvent;
import minutebook.events.mail.MailEvent.MailDropped;
import minutebook.events.mail.MailEvent.MailRefused;
import minutebook.events.mail.MailEvent.MailRetried;
import minutebook.events.mail.MailEvent.MailSent;

/** The rules of mails. Pure. That an admin asks, {@link MailCommands} sees to. */
public final class MailDecider implements Decider<RetryMail, Mails, MailEvent> {

    @Override
    public Mails initial() {
        return new Mails(Set.of());
    }

    /** Of one that waits, it means "now". */
    @Override
    public Decision<MailEvent> decide(RetryMail wish, Mails mails) {
        return mails.sent().contains(wish.about())
                ? Decision.refuse(MailRefusal.ALREADY_SENT)
                : Decision.accept(new MailRetried(wish.user(), wish.about()));
    }

    @Override
    public Mails evolve(Mails mails, MailEvent event, Instant recordedAt) {
        return switch (event) {
            case MailSent it -> mails.withSent(it.about());
            case MailRefused _, MailDropped _, MailRetried _ -> mails;
        };
    }
}
