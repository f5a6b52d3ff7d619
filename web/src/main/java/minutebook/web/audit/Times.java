package minutebook.web.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Times as people ask for them and are told them: ISO 8601. */
public final class Times {
    public static final String ALLOWED =
            "a time in ISO 8601 with its offset, as 2026-01-31T08:00:00Z, or a day, as 2026-01-31,"
                    + " from 1970 to 9999";

    private static final int LENGTH_MAX = 40;
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private Times() {}

    /** In UTC, always to the microsecond, as the book has it. */
    public static String write(Instant time) {
        return MICROS.format(time);
    }

    /** A day stands for its beginning in UTC. Empty: it is none, or out of range. */
    public static Optional<Instant> read(String text) {
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            // A plus sign in an address is a blank, unless it is written %2B.
            Instant time =
                    text.indexOf('T') < 0
                            ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                            : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            return Optional.of(time).filter(it -> !it.isBefore(FIRST) && it.isBefore(END));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
