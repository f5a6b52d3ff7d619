package minutebook.web.live.stream;

import java.time.Duration;

/**
 * How a stream keeps time.
 *
 * @param beatEvery after so long without a notification a client is told the position (contract
 *     4.1)
 * @param stalledAfter a reader that takes nothing for so long is cut
 */
public record Pace(Duration beatEvery, Duration stalledAfter) {

    /** A beat every 15 s; cut after 10 s. */
    public static Pace defaults() {
        return new Pace(Duration.ofSeconds(15), Duration.ofSeconds(10));
    }
}
