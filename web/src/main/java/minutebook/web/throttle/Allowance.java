package minutebook.web.throttle;

import io.github.bucket4j.Bandwidth;
import java.time.Duration;

/**
 * How much may be asked: {@code atOnce} points after a pause, and {@code refill} points more in
 * every {@code per}, point by point.
 */
record Allowance(long atOnce, long refill, Duration per) {

    /** So much in any stretch of this length, and as much at once. */
    static Allowance of(long points, Duration per) {
        return new Allowance(points, points, per);
    }

    /** After this time without any wish, nothing is left of those before. */
    Duration forgottenAfter() {
        return per.multipliedBy(Math.ceilDiv(atOnce, refill));
    }

    Bandwidth bandwidth() {
        return Bandwidth.builder().capacity(atOnce).refillGreedy(refill, per).build();
    }
}
