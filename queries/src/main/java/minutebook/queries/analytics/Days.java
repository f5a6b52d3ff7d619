package minutebook.queries.analytics;

import java.time.Instant;

/** Days of UTC as numbers, since arrays carry no dates safely. */
final class Days {
    private static final long SECONDS = 86_400;

    /** The date of a column {@code day} of such numbers. */
    static final String DATE = "date '1970-01-01' + day";

    private Days() {}

    /** Days since 1970-01-01. */
    static int of(Instant time) {
        return Math.toIntExact(Math.floorDiv(time.getEpochSecond(), SECONDS));
    }

    /** The timestamptz of a column of microseconds since 1970. */
    static String time(String micros) {
        return "timestamptz 'epoch' + " + micros + " * interval '1 microsecond'";
    }
}
