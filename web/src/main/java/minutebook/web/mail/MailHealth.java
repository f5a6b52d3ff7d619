package minutebook.web.mail;

import minutebook.queries.Following;
import minutebook.web.mail.outbox.Backlog;
import minutebook.web.mail.outbox.PostOffice;
import minutebook.web.watch.Part;

/**
 * How mail stands, for {@code /observe/health/ready}. Whatever it is, the node is ready: people can
 * work without mail, and could not on a node that is taken out of service because of it.
 */
public final class MailHealth {
    private MailHealth() {}

    /** {@code outbox}: how the outbox follows the book. Blocks for nothing. */
    public static Part of(PostOffice office, Following.Status outbox) {
        Backlog backlog = office.backlog();
        Part health =
                Part.up()
                        .with("waiting", backlog.waiting())
                        .with("late_seconds", backlog.late().toSeconds())
                        .with("oldest_seconds", backlog.oldest().toSeconds());
        if (outbox.state() == Following.State.STOPPED) {
            return health.with("warning", "New mails are not noticed: the log says why.");
        } else if (office.isLate()) {
            return health.with("warning", "Mail stands still: GET /api/v1/mail says why.");
        }
        return health;
    }
}
