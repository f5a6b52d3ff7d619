package minutebook.commands;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A command that makes no sense by itself: which fields are at fault, and why. Answered with 400.
 */
public final class InvalidInput extends RuntimeException {
    private final transient Map<String, String> errors;

    /** {@code errors}: by the field's name on the wire, in the order of the fields; not empty. */
    public InvalidInput(Map<String, String> errors) {
        super("Invalid: " + String.join(", ", errors.keySet()), null, false, false);
        this.errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    }

    public Map<String, String> errors() {
        return errors;
    }
}
