package minutebook.web.mail.letters;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import minutebook.commands.users.User;
import minutebook.commands.users.User.Registered;
import minutebook.events.UserId;
import minutebook.events.vault.ServerKeys.ServerKey;
import minutebook.web.mail.transport.Mail;
import minutebook.web.mail.transport.Mailbox;
import minutebook.web.users.Links;

/** A mail as its reader's program reads it, and whom tests write to. */
record Written(Mail mail, MimeMessage message) {
    static final Instant AT = Instant.parse("2026-03-02T09:30:00Z");
    static final long POSITION = 12;
    static final Links LINKS =
            new Links(List.of(new ServerKey(new UUID(0, 1), new byte[32], Duration.ZERO)));

    static Written of(Occasion occasion, Registered user) {
        return of(writer("The minutes <minutes@example.org>"), occasion, user);
    }

    static Written of(LetterWriter writer, Occasion occasion, Registered user) {
        Mail mail = writer.write(occasion, user, POSITION, AT);
        try {
            var in = new ByteArrayInputStream(mail.message());
            var session = Session.getInstance(new Properties());
            return new Written(mail, new MimeMessage(session, in));
        } catch (MessagingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    static LetterWriter writer(String from) {
        return new LetterWriter(
                Mailbox.parse(from),
                Mailbox.parse("help@example.org"),
                "3f9a2b1c0d",
                () -> URI.create("https://minutes.example.org"),
                LINKS);
    }

    static Registered user(String email, String username, String first, String last) {
        return user(email, username, first, last, true);
    }

    static Registered user(
            String email, String username, String first, String last, boolean verified) {
        return new Registered(
                new UserId(7),
                new User.Profile(email, username, first, last),
                new User.Password(new UUID(0, 2), List.of()),
                new User.Mail(verified, true),
                Set.of(),
                false);
    }

    /** Its bytes as they are: one character each. */
    String raw() {
        return new String(mail.message(), US_ASCII);
    }

    List<String> lines() {
        return List.of(raw().split("\r\n", -1));
    }

    List<String> headerNames() throws MessagingException {
        return Collections.list(message.getAllHeaders()).stream().map(it -> it.getName()).toList();
    }

    String header(String name) throws MessagingException {
        return String.valueOf(message.getHeader(name, ", "));
    }

    /** The one to whom it goes. */
    InternetAddress to() throws MessagingException {
        var all = message.getRecipients(RecipientType.TO);
        if (all.length != 1 || message.getAllRecipients().length != 1) {
            throw new AssertionError(List.of(message.getAllRecipients()).toString());
        }
        return (InternetAddress) all[0];
    }

    String text() throws MessagingException, IOException {
        return part(0, "text/plain");
    }

    String html() throws MessagingException, IOException {
        return part(1, "text/html");
    }

    private String part(int index, String type) throws MessagingException, IOException {
        var parts = (MimeMultipart) message.getContent();
        var part = parts.getBodyPart(index);
        if (parts.getCount() != 2 || !part.isMimeType(type)) {
            throw new AssertionError(parts.getCount() + " parts, " + part.getContentType());
        }
        return ((String) part.getContent()).replace("\r\n", "\n");
    }
}
