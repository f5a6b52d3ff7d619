package minutebook.web.mail.transport;

import java.util.function.Consumer;
import minutebook.web.mail.transport.MailFault.Refused;
import minutebook.web.mail.transport.MailFault.Unreachable;
import minutebook.web.mail.transport.MailUrl.Smtp;
import org.jspecify.annotations.Nullable;

/**
 * To a mail server, by SMTP. A connection serves up to 100 mails; one that has died between two of
 * them is opened anew, which is nobody's fault. On a virtual thread, an interrupt ends what blocks.
 */
final class SmtpTransport implements MailTransport {
    private static final int MAILS_A_SESSION_MAX = 100;

    private final Smtp server;
    private final Consumer<String> told;
    private @Nullable SmtpSession session;

    /** {@code told}: hears of each connection, and what the server says of each mail. */
    SmtpTransport(Smtp server, Consumer<String> told) {
        this.server = server;
        this.told = told;
    }

    @Override
    public void open() throws Unreachable {
        ready();
    }

    @Override
    public void send(Mail mail) throws MailFault {
        checkAddress(mail.from(), "501 5.1.7", "sender");
        checkAddress(mail.to(), "501 5.1.3", "recipient");
        told.accept("The server took it: " + ready().send(mail));
    }

    @Override
    public void close() {
        SmtpSession open = session;
        session = null;
        if (open != null) {
            open.close();
        }
    }

    private SmtpSession ready() throws Unreachable {
        SmtpSession kept = session;
        if (kept != null && kept.mails() < MAILS_A_SESSION_MAX && kept.answers()) {
            return kept;
        }
        close();
        SmtpSession opened = SmtpSession.open(server);
        session = opened;
        told.accept("Connected to " + opened);
        return opened;
    }

    /** What could be read as more than one address never comes as far as to the server. */
    private static void checkAddress(String address, String reply, String whose) throws Refused {
        try {
            var _ = new Mailbox("", address);
        } catch (IllegalArgumentException problem) {
            throw new Refused(
                    reply,
                    "The %s's address is none that a mail server could be told; nothing was sent."
                            .formatted(whose),
                    problem);
        }
    }
}
