package minutebook.web.mail.outbox;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How mail keeps time.
 *
 * @param deferredFirst after so long a mail is tried again that could not be taken, then after
 *     twice as long, and so on
 * @param deferredMax at least so often it is tried
 * @param restFirst after so long a server is tried again that could not be reached, then after
 *     twice as long, and so on
 * @param restMax at least so often it is tried
 * @param claim a node that was silent for so long does not send what it began
 * @param lateAfter mail that was due so long ago stands still
 * @param farewell at the end, so long a mail that is just being handed over may be so to its end
 */
public record MailPace(
        Duration deferredFirst,
        Duration deferredMax,
        Duration restFirst,
        Duration restMax,
        Duration claim,
        Duration lateAfter,
        Duration farewell) {

    /**
     * How long mail is tried: RFC 5321, 4.5.4.1, wants at least four or five days. A mail that an
     * admin has tried again has as long once more.
     */
    static final Duration GIVE_UP_AFTER = Duration.ofDays(5);

    public static MailPace defaults() {
        return new MailPace(
                Duration.ofSeconds(10),
                Duration.ofHours(1),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                Duration.ofSeconds(20),
                Duration.ofMinutes(5),
                Duration.ofSeconds(5));
    }

    /** How long to wait after the {@code attempts}-th failure of one mail, 1 or more. */
    Duration deferred(int attempts) {
        return backOff(deferredFirst, deferredMax, attempts);
    }

    /** How long to leave a server alone that could not be reached so many times, 1 or more. */
    Duration rest(int failures) {
        return backOff(restFirst, restMax, failures);
    }

    /** Between half of the time and the whole of it, so that not all come back at one moment. */
    private static Duration backOff(Duration first, Duration max, int failures) {
        long doubled = first.toMillis() << Math.min(failures - 1, 30);
        long millis = Math.min(max.toMillis(), doubled);
        return Duration.ofMillis(
                millis / 2 + RandomGenerator.getDefault().nextLong(millis / 2 + 1));
    }
}
