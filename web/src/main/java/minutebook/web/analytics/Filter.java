package minutebook.web.analytics;

import io.helidon.webserver.http.ServerRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import minutebook.web.http.Problem;

/**
 * Of what a chart is wanted.
 *
 * @param project empty: all
 * @param from the first day, UTC
 * @param to the last day, not before the first one
 */
record Filter(OptionalLong project, LocalDate from, LocalDate to) {
    /** What a request may say. */
    static final List<String> NAMES = List.of("project", "from", "to");

    /** So that no answer gets long: a row a day. */
    static final int DAYS_MAX = 3_660;

    private static final int DAYS = 90;
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2199, 12, 31);
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    /** Reads the query; throws {@link Problem} 400, which names each field that is wrong. */
    static Filter of(ServerRequest request, Clock clock) {
        Map<String, String> errors = new LinkedHashMap<>();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        OptionalLong project = project(request, errors);
        LocalDate to = day(request, "to", today, errors);
        LocalDate from = day(request, "from", to.minusDays(DAYS - 1L), errors);
        if (errors.isEmpty() && from.isAfter(to)) {
            errors.put("from", "'from' must not be after 'to', which is " + to + ".");
        } else if (errors.isEmpty() && ChronoUnit.DAYS.between(from, to) >= DAYS_MAX) {
            errors.put("from", "From 'from' to 'to' are at most %d days.".formatted(DAYS_MAX));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return new Filter(project, from, to);
    }

    private static OptionalLong project(ServerRequest request, Map<String, String> errors) {
        String text = request.query().first("project").orElse("");
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!NUMBER.matcher(text).matches()) {
            errors.put("project", "'project' must be the number of a project, or absent.");
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    private static LocalDate day(
            ServerRequest request, String field, LocalDate absent, Map<String, String> errors) {
        String text = request.query().first(field).orElse("");
        if (text.isEmpty()) {
            return absent;
        }
        try {
            LocalDate day = LocalDate.parse(text);
            if (!day.isBefore(FIRST) && !day.isAfter(LAST)) {
                return day;
            }
        } catch (DateTimeParseException _) {
            // Told below, as a day that is too far away is.
        }
        errors.put(
                field,
                "'%s' must be a day from %s to %s, as in 2026-01-31."
                        .formatted(field, FIRST, LAST));
        return absent;
    }
}
