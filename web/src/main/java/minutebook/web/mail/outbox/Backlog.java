package minutebook.web.mail.outbox;

import java.time.Duration;

/**
 * How mail stands.
 *
 * @param waiting mails of all nodes that are neither sent nor given up
 * @param late for how long the first of them has been due; 0: none is
 * @param oldest how long ago the first of them was caused
 */
public record Backlog(long waiting, Duration late, Duration oldest) {
    static final Backlog NONE = new Backlog(0, Duration.ZERO, Duration.ZERO);
}
