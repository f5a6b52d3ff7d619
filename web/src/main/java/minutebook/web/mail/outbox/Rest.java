package minutebook.web.mail.outbox;

import java.time.Duration;

/**
 * Leaves a mail server alone that cannot be reached, longer each time: for all couriers of a node
 * together, so that a thousand mails do not knock a thousand times. Thread-safe.
 */
final class Rest {
    private final MailPace pace;
    private int failures;
    private long untilNanos = System.nanoTime();

    Rest(MailPace pace) {
        this.pace = pace;
    }

    /** How long nobody is to try; zero or less: one may. */
    synchronized Duration left() {
        return failures == 0 ? Duration.ZERO : Duration.ofNanos(untilNanos - System.nanoTime());
    }

    /** It could not be reached. Those who tried at the same time are one failure. */
    synchronized void begin() {
        if (left().isPositive()) {
            return;
        }
        failures++;
        untilNanos = System.nanoTime() + pace.rest(failures).toNanos();
    }

    /** It was reached. */
    synchronized void end() {
        failures = 0;
    }

    /** Whether it could not be reached when it was last tried. */
    synchronized boolean isOn() {
        return failures > 0;
    }
}
