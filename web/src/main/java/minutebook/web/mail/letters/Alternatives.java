package minutebook.web.mail.letters;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;

/** A letter's text and HTML as the body of a mail, the same bytes each time. */
final class Alternatives extends MimeMultipart {
    private static final String CHARSET = "UTF-8";

    /**
     * @param name of the mail: letters, digits, {@code -} and {@code .}, less than 60 of them
     */
    Alternatives(Letter letter, String name) throws MessagingException {
        super("alternative");
        // Not of chance; and quoted-printable never writes "=_", so that no text can end a part.
        contentType = "multipart/alternative; boundary=\"=_" + name + "\"";
        // The last one is what programs that can show both show.
        addBodyPart(part(letter.text(), "plain"));
        addBodyPart(part(letter.html(), "html"));
    }

    private static MimeBodyPart part(String content, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(content, CHARSET, subtype);
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return part;
    }
}
