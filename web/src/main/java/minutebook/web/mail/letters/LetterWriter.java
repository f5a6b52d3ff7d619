package minutebook.web.mail.letters;

import jakarta.mail.MessagingException;
import java.net.URI;
import java.time.Instant;
import java.util.function.Supplier;
import minutebook.commands.users.User.Registered;
import minutebook.events.mail.MailKind;
import minutebook.web.mail.transport.Mail;
import minutebook.web.mail.transport.Mailbox;
import minutebook.web.users.Links;

/**
 * Writes letters as mails: contract part 5. Pure: of the same, the same bytes, on every node.
 * Thread-safe.
 */
public final class LetterWriter {
    private final Sender sender;
    private final String epoch;
    private final LinkAddresses addresses;
    private final LinkTokens tokens;
    private final Wording wording;

    /**
     * @param from whom mails come from, and whom errors go back to
     * @param replyTo whom answers go to; perhaps the same
     * @param epoch of the book: letters and digits
     * @param publicUrl what all links begin with, without a slash at the end; first asked for when
     *     a letter is written
     * @throws RuntimeException if a template is missing or broken
     */
    public LetterWriter(
            Mailbox from, Mailbox replyTo, String epoch, Supplier<URI> publicUrl, Links links) {
        this.sender = new Sender(from, replyTo);
        this.epoch = epoch;
        this.addresses = new LinkAddresses(publicUrl);
        this.tokens = new LinkTokens.Real(links);
        this.wording = new Wording(addresses);
        // Partials and values are looked up when a template is used: so use each before the start.
        var anywhere = new Wording(new LinkAddresses(() -> URI.create("http://localhost")));
        for (MailKind kind : MailKind.values()) {
            Sample.letter(kind, anywhere);
        }
    }

    /**
     * The mail about an event. Message-ID and name follow from epoch, position and recipient.
     *
     * @param position of the event
     * @param at when that was recorded
     */
    public Mail write(Occasion occasion, Registered user, long position, Instant at) {
        var recipient = Recipient.of(user);
        Letter letter = wording.letter(occasion, recipient, at, tokens);
        String id = "%d-%d-%s".formatted(position, user.id().value(), epoch);
        try {
            var message = new LetterMessage(letter, sender, recipient, id, at);
            if (occasion instanceof Occasion.AddedToProject) {
                String token = tokens.unsubscribe(user.id());
                message.nameOneClick(addresses.unsubscribeOneClick(token));
            }
            String name =
                    "%09d-%d-%s-%s"
                            .formatted(position, user.id().value(), letter.kind().text(), epoch);
            return new Mail(name, sender.from().address(), recipient.email(), message.bytes());
        } catch (MessagingException broken) {
            throw new IllegalStateException("Mail " + id + " cannot be written", broken);
        }
    }

    /** A letter of this kind to nobody, whose links open nothing: to look at. */
    public Letter preview(MailKind kind) {
        return Sample.letter(kind, wording);
    }
}
