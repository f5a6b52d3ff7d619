package minutebook.commands.mail;

import minutebook.commands.Refusal;
import org.jspecify.annotations.Nullable;

/** Why something asked of a mail is refused. */
public enum MailRefusal implements Refusal {
    MAIL_NOT_FOUND(Kind.NOT_FOUND, "Mail Not Found"),
    ALREADY_SENT(Kind.CONFLICT, "The mail was sent already.");

    private final Kind kind;
    private final String text;

    MailRefusal(Kind kind, String text) {
        this.kind = kind;
        this.text = text;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public @Nullable String field() {
        return null;
    }

    @Override
    public String text() {
        return text;
    }
}
