package minutebook.web.watch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How one part of the server is.
 *
 * @param isUp whether it does what it is for
 * @param data for people and programs: numbers, and sentences
 */
public record Part(boolean isUp, Map<String, Object> data) {
    public Part {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    public static Part up() {
        return new Part(true, Map.of());
    }

    /** {@code reason}: in plain words. */
    public static Part down(String reason) {
        return new Part(false, Map.of("reason", reason));
    }

    /** The same with one thing more to know. */
    public Part with(String name, Object value) {
        var more = new LinkedHashMap<>(data);
        more.put(name, value);
        return new Part(isUp, more);
    }
}
