package minutebook.web.http;

import io.helidon.webserver.http.ServerRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What stands behind the question mark, read name by name; all faults are told at once. */
public final class Query {
    private final ServerRequest request;
    private final Map<String, String> errors = new TreeMap<>();

    public Query(ServerRequest request) {
        this.request = request;
    }

    /**
     * Refuses what has no meaning here: mistyped, a filter would let through more than was meant.
     *
     * @throws Problem 400 for each other name
     */
    public static void requireOnly(ServerRequest request, Collection<String> known) {
        var query = new Query(request);
        for (String name : request.query().names()) {
            // A last ampersand is the name of nothing.
            if (!name.isEmpty() && !known.contains(name)) {
                query.errors.put(
                        name,
                        "'%s' is not known here, only: %s."
                                .formatted(name, String.join(", ", known)));
            }
        }
        query.requireValid();
    }

    /**
     * What a text stands for; null: the name is not there, or at fault.
     *
     * @param read empty: it stands for nothing
     * @param allowed what would: the end of a sentence that begins with the name
     */
    public <T> @Nullable T read(String name, Function<String, Optional<T>> read, String allowed) {
        List<String> given = request.query().all(name, List::of);
        if (given.isEmpty()) {
            return null;
        }
        Optional<T> found = given.size() == 1 ? read.apply(given.getFirst()) : Optional.empty();
        if (found.isEmpty()) {
            fault(name, allowed + (given.size() == 1 ? "" : ", and given once"));
        }
        return found.orElse(null);
    }

    public void fault(String name, String allowed) {
        errors.putIfAbsent(name, "'%s' must be %s.".formatted(name, allowed));
    }

    public boolean has(String name) {
        return request.query().contains(name);
    }

    /** Throws {@link Problem} 400 if there was any fault. */
    public void requireValid() {
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }
}
