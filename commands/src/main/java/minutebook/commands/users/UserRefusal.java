package minutebook.commands.users;

import minutebook.commands.Refusal;
import org.jspecify.annotations.Nullable;

/** Why something asked of an account, or of a session, is refused. */
public enum UserRefusal implements Refusal {
    NO_SUCH_USER(Kind.UNAUTHENTICATED, null, "There is no such user."),
    ALREADY_REGISTERED(Kind.CONFLICT, null, "The user is registered already."),
    EMAIL_TAKEN(Kind.CONFLICT, "email", "The mail address is already in use."),
    USERNAME_TAKEN(Kind.CONFLICT, "username", "The username is already in use."),
    OLDER_PASSWORD_WRONG(Kind.INVALID, "older_password", "The older password does not match."),
    LOGIN_WRONG(Kind.UNAUTHENTICATED, null, "Email or Password does not match."),
    ARCHIVED(Kind.UNAUTHENTICATED, null, "Your account is archived."),
    LOGIN_ARCHIVED(Kind.FORBIDDEN, null, "Your account is archived."),
    ONLY_ADMINS(Kind.FORBIDDEN, null, "You must be an admin."),
    ONLY_AUDITORS(Kind.FORBIDDEN, null, "You must be an auditor."),
    ONLY_ANALYSTS(Kind.FORBIDDEN, null, "You must be an analyst."),
    NOT_ON_ONESELF(Kind.FORBIDDEN, null, "An admin cannot do this to themselves."),
    USER_NOT_FOUND(Kind.NOT_FOUND, null, "User Not Found"),
    USER_ARCHIVED(Kind.CONFLICT, null, "The user is archived."),
    RESET_LINK_DEAD(Kind.INVALID, "token", "The link was used already, or has expired."),
    ALREADY_OPENED(Kind.CONFLICT, null, "The session was opened already."),
    SESSION_OVER(Kind.UNAUTHENTICATED, null, "The session is over."),
    TOKEN_REPLACED(Kind.UNAUTHENTICATED, null, "A newer token took this one's place.");

    private final Kind kind;
    private final @Nullable String field;
    private final String text;

    UserRefusal(Kind kind, @Nullable String field, String text) {
        this.kind = kind;
        this.field = field;
        this.text = text;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public @Nullable String field() {
        return field;
    }

    @Override
    public String text() {
        return text;
    }
}
