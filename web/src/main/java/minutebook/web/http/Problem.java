package minutebook.web.http;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * A request that cannot be done, as an answer: part 2 of the contract. Thrown where the request is
 * read; the rules' own refusals are values.
 */
public final class Problem extends RuntimeException {
    private static final Set<Integer> PASSING = Set.of(409, 503, 504);

    /** What {@code message} says when single fields are at fault. */
    public static final String INVALID = "Input payload validation failed";

    private final int status;
    private final transient Map<String, String> errors;
    private final transient Map<String, String> headers;

    private Problem(
            int status, String text, Map<String, String> errors, Map<String, String> headers) {
        super(text, null, false, false);
        this.status = status;
        this.errors = errors;
        this.headers = headers;
    }

    public static Problem of(int status, String text) {
        return new Problem(status, text, Map.of(), Map.of());
    }

    /** 400, with what is wrong by field. */
    public static Problem invalid(Map<String, String> errors) {
        return new Problem(400, INVALID, errors, Map.of());
    }

    public static Problem invalid(String field, String text) {
        return invalid(Map.of(field, text));
    }

    /** 401: log in first. */
    public static Problem unauthorized(String text) {
        return challenge(text, "Bearer realm=\"minutebook\"");
    }

    /** 401: a token that is not taken (RFC 6750, section 3). */
    public static Problem invalidToken(String text) {
        return challenge(text, "Bearer realm=\"minutebook\", error=\"invalid_token\"");
    }

    private static Problem challenge(String text, String challenge) {
        return new Problem(401, text, Map.of(), Map.of("WWW-Authenticate", challenge));
    }

    /** 503, and certainly nothing was done. */
    public static Problem unavailable(String text) {
        return new Problem(503, text, Map.of(), Map.of("Retry-After", "1"));
    }

    /** The same, because the database does not answer. */
    public static Problem databaseAway() {
        return unavailable("The database is away. Try again.");
    }

    /** 429: too much was asked, and nothing was done; {@code wait}: until it may be asked again. */
    public static Problem tooMany(Duration wait) {
        return tooMany("Too many requests. Try again in %d s.".formatted(seconds(wait)), wait);
    }

    /** The same, of something that the client itself can mend: {@code message} says how. */
    public static Problem tooMany(String message, Duration wait) {
        return new Problem(
                429, message, Map.of(), Map.of("Retry-After", Long.toString(seconds(wait))));
    }

    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }

    /** Whether it is only so at this moment, and the same may be asked for again. */
    public boolean isPassing() {
        return PASSING.contains(status);
    }

    /** The same answer with these fields at fault. */
    public Problem withErrors(Map<String, String> byField) {
        return new Problem(status, getMessage(), byField, headers);
    }

    public Problem withHeader(String name, String value) {
        return new Problem(status, getMessage(), errors, Map.of(name, value));
    }

    public int status() {
        return status;
    }

    public Map<String, String> errors() {
        return errors;
    }

    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
