package minutebook.web.bench;

import java.util.Locale;

/**
 * What was answered, and how long it took.
 *
 * @param seconds all told
 * @param nanos of each answer, rising
 */
record Timed(double seconds, long[] nanos) {

    double perSecond() {
        return nanos.length / seconds;
    }

    /** The time, in ms, within which this part of the answers came; 0 where there was none. */
    double millis(double part) {
        return nanos.length == 0 ? 0 : nanos[(int) ((nanos.length - 1) * part)] / 1e6;
    }

    /** {@code {"perSecond": …, "p50": …, "p99": …}}, times in ms. */
    String json() {
        return String.format(
                Locale.ROOT,
                "{\"perSecond\": %.1f, \"p50\": %.3f, \"p99\": %.3f}",
                perSecond(),
                millis(0.5),
                millis(0.99));
    }
}
