package minutebook.web.mail.letters;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Properties;
import minutebook.web.mail.transport.Mailbox;

/** A letter with its head, as RFC 5322 has it. */
final class LetterMessage extends MimeMessage {
    private static final Session SESSION = Session.getInstance(new Properties());

    /** In UTC: MimeMessage would take the zone of the machine that it runs on. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private final String messageId;

    /**
     * @param id tells it from all other letters: letters, digits and {@code -}
     */
    LetterMessage(Letter letter, Sender sender, Recipient recipient, String id, Instant at)
            throws MessagingException {
        super(SESSION);
        messageId = "<%s@%s>".formatted(id, sender.domain());
        setHeader("Date", DATE.format(at));
        setHeader("From", mailbox(sender.from()));
        setHeader("Reply-To", mailbox(sender.replyTo()));
        setHeader("To", HeaderText.mailbox(recipient.name(), recipient.email()));
        setHeader("Subject", HeaderText.unstructured(letter.subject()));
        // So that no absence note is sent to us (RFC 3834).
        setHeader("Auto-Submitted", "auto-generated");
        setContent(new Alternatives(letter, id));
    }

    /** Lets a mail program unsubscribe its user by itself, at this address (RFC 8058). */
    void nameOneClick(String address) throws MessagingException {
        setHeader("List-Unsubscribe", "<" + address + ">");
        setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }

    byte[] bytes() throws MessagingException {
        saveChanges();
        var bytes = new ByteArrayOutputStream();
        try {
            writeTo(bytes);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    /** Not one of chance: the same mail, made again, is known as the same. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    private static String mailbox(Mailbox of) {
        return HeaderText.mailbox(OneLine.of(of.name()), of.address());
    }
}
