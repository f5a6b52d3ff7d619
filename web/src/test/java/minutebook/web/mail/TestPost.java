package minutebook.web.mail;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import minutebook.web.mail.transport.Mail;
import minutebook.web.mail.transport.MailFault;
import minutebook.web.mail.transport.MailTransport;
import org.jspecify.annotations.Nullable;

/**
 * A post office of a test's own: it keeps what it gets, and does not take what is for an address
 * that begins with {@link #REFUSED}.
 */
public final class TestPost {
    /** Begins the address of somebody who gets no mail. */
    public static final String REFUSED = "refused-";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private volatile Mood opening = _ -> {};
    private volatile Mood taking = TestPost::refuseWhoIsToBeRefused;

    /** What it does before it takes a mail, or a caller: nothing, or it throws, or waits. */
    @FunctionalInterface
    public interface Mood {
        void meet(@Nullable Mail mail) throws MailFault;
    }

    private static void refuseWhoIsToBeRefused(@Nullable Mail mail) throws MailFault {
        if (mail != null && mail.to().startsWith(REFUSED)) {
            throw new MailFault.Refused("550 5.1.1", "No such person: " + mail.to(), null);
        }
    }

    /** From now on, when somebody comes. */
    public void opening(Mood mood) {
        opening = mood;
    }

    /** From now on, when a mail comes. */
    public void taking(Mood mood) {
        taking = mood;
    }

    /** All that came, oldest first. */
    public List<Mail> mails() {
        return List.copyOf(mails);
    }

    /** A way to it. */
    public MailTransport transport() {
        return new MailTransport() {
            @Override
            public void open() throws MailFault {
                opening.meet(null);
            }

            @Override
            public void send(Mail mail) throws MailFault {
                open();
                taking.meet(mail);
                mails.add(mail);
            }

            @Override
            public void close() {}
        };
    }

    /** What came for somebody, oldest first. */
    public List<MimeMessage> mailsTo(String address) {
        return mails.stream().filter(it -> it.to().equals(address)).map(TestPost::read).toList();
    }

    /** The same, when there are so many; fails if there are not in time, or more. */
    public List<MimeMessage> awaitMailsTo(String address, int count) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        List<MimeMessage> came = mailsTo(address);
        while (came.size() < count && System.nanoTime() < until) {
            Thread.onSpinWait();
            came = mailsTo(address);
        }
        return came.size() == count
                ? came
                : fail("%d mails to %s, not %d".formatted(came.size(), address, count));
    }

    private static MimeMessage read(Mail mail) {
        try {
            return new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(mail.message()));
        } catch (MessagingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
