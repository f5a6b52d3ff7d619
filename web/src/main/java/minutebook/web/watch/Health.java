package minutebook.web.watch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How the server is, part by part. Some parts decide whether it is ready: without them it can do
 * nothing for anybody. Of the others it only tells, since a node that is taken out of service
 * because of them helps nobody: most often all nodes have the same trouble, and people can work
 * meanwhile. Filled before it is asked; then thread-safe.
 */
public final class Health {
    private final Map<String, Check> checks = new LinkedHashMap<>();

    private record Check(boolean decides, Supplier<Part> part) {}

    /** One part as it was found. */
    public record Found(String name, boolean decides, Part part) {}

    /** {@code part}: may block shortly. */
    public Health decides(String name, Supplier<Part> part) {
        checks.put(name, new Check(true, part));
        return this;
    }

    /** {@code part}: may block shortly. */
    public Health tells(String name, Supplier<Part> part) {
        checks.put(name, new Check(false, part));
        return this;
    }

    /** Looks at all parts. */
    public List<Found> look() {
        return checks.entrySet().stream()
                .map(
                        it ->
                                new Found(
                                        it.getKey(),
                                        it.getValue().decides(),
                                        it.getValue().part().get()))
                .toList();
    }

    /** Whether requests should come here, by what was found. */
    public static boolean isReady(List<Found> found) {
        return found.stream().allMatch(it -> !it.decides() || it.part().isUp());
    }
}
