package minutebook.events;

import java.util.Optional;
import java.util.UUID;

/**
 * The name of a stream: {@code user-7}, {@code project-5}, {@code room-5}, {@code inbox-7}, {@code
 * mail-7}, {@code session-<uuid>}, {@code audit-7}, {@code operator}, {@code logins}. A stream is
 * the history of one thing; its events are numbered 1, 2, 3 … (their <em>version</em>).
 */
public record StreamId(String name) {

    /** The stream of refused log-ins. */
    public static final StreamId LOGINS = new StreamId("logins");

    /** The stream of what the operator did with the book as a whole: shown, restored. */
    public static final StreamId OPERATOR = new StreamId("operator");

    private static final String USER = "user-";

    public static StreamId of(UserId user) {
        return new StreamId(USER + user.value());
    }

    public static StreamId of(ProjectId project) {
        return new StreamId("project-" + project.value());
    }

    /**
     * The stream of what is said in a project; apart from the project's, so that talk never delays
     * a decision.
     */
    public static StreamId room(ProjectId project) {
        return new StreamId("room-" + project.value());
    }

    /**
     * The stream of what a user has read; apart from the user's, so that reading delays nothing.
     */
    public static StreamId inbox(UserId user) {
        return new StreamId("inbox-" + user.value());
    }

    /** The stream of what became of the mails to a user. */
    public static StreamId mail(UserId user) {
        return new StreamId("mail-" + user.value());
    }

    /** The stream of what an auditor did with the book. */
    public static StreamId audit(UserId auditor) {
        return new StreamId("audit-" + auditor.value());
    }

    /** Whose stream it is; empty: no user's. */
    public Optional<UserId> user() {
        return name.startsWith(USER)
                ? Optional.of(new UserId(Long.parseLong(name.substring(USER.length()))))
                : Optional.empty();
    }

    public static StreamId session(UUID session) {
        return new StreamId("session-" + session);
    }

    @Override
    public String toString() {
        return name;
    }
}
