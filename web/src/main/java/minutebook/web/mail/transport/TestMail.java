package minutebook.web.mail.transport;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Properties;
import java.util.UUID;
import minutebook.commands.users.EmailAddress;
import minutebook.web.start.CannotStart;

/** A small mail by which an operator sees that mail goes out, or what is in its way. */
public final class TestMail {
    private static final String SUBJECT = "A test mail from Minutebook";
    private static final String TEXT =
            """
            This is a test mail from Minutebook. Mail from there reaches you.

            Whoever runs the server sent it by scripts/send-test-mail. There is nothing to do.
            """;

    private final MailUrl url;
    private final Mailbox from;
    private final Mailbox replyTo;

    /** {@code url}, {@code from}, {@code replyTo}: as they are set. */
    public TestMail(MailUrl url, Mailbox from, Mailbox replyTo) {
        this.url = url;
        this.from = from;
        this.replyTo = replyTo;
    }

    /**
     * Sends it, and prints each step.
     *
     * @throws CannotStart saying what is wrong with the address, or what went wrong
     */
    public void send(String to, PrintStream out) {
        if (!EmailAddress.isWellFormed(to)) {
            throw new CannotStart("'%s' is no mail address.".formatted(to.strip()));
        }
        try (MailTransport transport = MailTransports.of(url, out, out::println)) {
            transport.open();
            transport.send(mail(to));
        } catch (MailFault fault) {
            throw new CannotStart(String.valueOf(fault.getMessage()), fault);
        }
        out.println("Sent from %s to %s.".formatted(from, to));
    }

    private Mail mail(String to) {
        String id = "test-" + UUID.randomUUID();
        return new Mail(id, from.address(), to, message(id, to));
    }

    private byte[] message(String id, String to) {
        var bytes = new ByteArrayOutputStream();
        try {
            var message =
                    new WithId("<%s@%s>".formatted(id, from.address().replaceFirst(".*@", "")));
            message.setFrom(address(from));
            message.setReplyTo(new InternetAddress[] {address(replyTo)});
            message.setRecipient(RecipientType.TO, new InternetAddress(to));
            message.setSubject(SUBJECT, "UTF-8");
            message.setHeader(
                    "Date", RFC_1123_DATE_TIME.format(OffsetDateTime.now(ZoneOffset.UTC)));
            message.setText(TEXT, "UTF-8");
            message.saveChanges();
            message.writeTo(bytes);
        } catch (MessagingException bug) {
            throw new IllegalStateException("The test mail cannot be written", bug);
        } catch (IOException bug) {
            throw new UncheckedIOException(bug);
        }
        return bytes.toByteArray();
    }

    private static InternetAddress address(Mailbox mailbox) throws IOException {
        var address = new InternetAddress();
        address.setAddress(mailbox.address());
        // An empty name would stand there as "".
        if (!mailbox.name().isEmpty()) {
            address.setPersonal(mailbox.name(), StandardCharsets.UTF_8.name());
        }
        return address;
    }

    /** The library's own would ask the DNS for the name of this machine. */
    private static final class WithId extends MimeMessage {
        private final String id;

        WithId(String id) {
            super(Session.getInstance(new Properties()));
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
