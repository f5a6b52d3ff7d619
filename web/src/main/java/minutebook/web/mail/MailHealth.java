package minutebook.web.mail;

import io.helidon.health.HealthCheckResponse;
import minutebook.queries.Following;
import minutebook.web.mail.outbox.Backlog;
import minutebook.web.mail.outbox.PostOffice;

/**
 * How mail stands, for {@code /observe/health/ready}. Whatever it is, the node is ready: people can
 * work without mail, and could not on a node that is taken out of service because of it.
 */
public final class MailHealth {
    private MailHealth() {}

    /** {@code outbox}: how the outbox follows the book. Blocks for nothing. */
    public static HealthCheckResponse of(PostOffice office, Following.Status outbox) {
        Backlog backlog = office.backlog();
        var health =
                HealthCheckResponse.builder()
                        .status(true)
                        .detail("waiting", backlog.waiting())
                        .detail("late_seconds", backlog.late().toSeconds());
        if (outbox.state() == Following.State.STOPPED) {
            health.detail("warning", "New mails are not noticed: the log says why.");
        } else if (office.isLate()) {
            health.detail("warning", "Mail stands still: GET /api/v1/mail says why.");
        }
        return health.build();
    }
}
