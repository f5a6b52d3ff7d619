package minutebook.queries;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as numbers, since arrays and DbClient carry no time zone safely. */
public final class Times {
    private Times() {}

    /** Microseconds since 1970, UTC: exact, as the book is to the microsecond. */
    public static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    public static Instant ofMicros(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
