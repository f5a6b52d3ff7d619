package minutebook.commands;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Looks over the fields of one request, and gathers what is wrong with any of them, so that a
 * client is told all of it at once. Fields have their names on the wire. An absent text is the
 * empty one. Lengths are counted in Unicode characters (code points). For one thread, for one
 * request.
 */
public final class Fields {
    private final Map<String, String> errors = new LinkedHashMap<>();

    /** A text of one line that must be there: trimmed, at most {@code lengthMax} long. */
    public String line(String field, String value, int lengthMax) {
        String trimmed = value.strip();
        if (trimmed.isEmpty()) {
            missing(field);
        }
        check(field, trimmed, lengthMax, false);
        return trimmed;
    }

    /** A text that may be absent and may have several lines: trimmed. */
    public String lines(String field, String value, int lengthMax) {
        String trimmed = value.strip();
        check(field, trimmed, lengthMax, true);
        return trimmed;
    }

    /** A secret: taken as it is, blanks at its ends included. */
    public String secret(String field, String value, int lengthMin, int lengthMax) {
        if (value.isEmpty()) {
            missing(field);
        } else if (value.codePointCount(0, value.length()) < lengthMin) {
            fault(field, "'" + field + "' must have at least " + lengthMin + " characters.");
        }
        check(field, value, lengthMax, false);
        return value;
    }

    public void missing(String field) {
        fault(field, "'" + field + "' is required.");
    }

    /** Notes a fault; the first one of a field stays. */
    public void fault(String field, String text) {
        errors.putIfAbsent(field, text);
    }

    public boolean isFaulty(String field) {
        return errors.containsKey(field);
    }

    /** Ends the looking over: throws {@link InvalidInput} if anything is wrong. */
    public void requireValid() {
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
    }

    private void check(String field, String text, int lengthMax, boolean mayBreakLines) {
        if (text.codePointCount(0, text.length()) > lengthMax) {
            fault(field, "'" + field + "' must have at most " + lengthMax + " characters.");
        } else if (!text.codePoints().allMatch(c -> isAllowed(c, mayBreakLines))) {
            fault(field, "'" + field + "' must not contain control characters.");
        }
    }

    /** Half a surrogate pair is no character: neither UTF-8 nor PostgreSQL could keep it. */
    private static boolean isAllowed(int character, boolean mayBreakLines) {
        return switch (character) {
            case '\n', '\r', '\t' -> mayBreakLines;
            default ->
                    !Character.isISOControl(character)
                            && Character.getType(character) != Character.SURROGATE;
        };
    }
}
