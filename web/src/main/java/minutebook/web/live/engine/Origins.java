package minutebook.web.live.engine;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may talk to the server: its own, and those of a list. Programs that are no
 * browsers send no Origin and are let in. Immutable.
 */
public final class Origins {

    private final Set<String> allowed;

    private Origins(Set<String> allowed) {
        this.allowed = allowed;
    }

    /** The server's own pages only. */
    public static Origins own() {
        return new Origins(Set.of());
    }

    /**
     * The server's own pages, and those of these origins.
     *
     * @param allowed as browsers write them: `https://app.example`, with the port if it is not the
     *     scheme's
     */
    public static Origins ownAnd(Collection<String> allowed) {
        return new Origins(
                allowed.stream().map(Origins::lower).collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether a request with these `Origin` headers and this `Host` may come in. */
    boolean letIn(List<String> origins, @Nullable String host) {
        return origins.isEmpty()
                || (origins.size() == 1
                        && (isListed(origins.getFirst()) || isOwn(origins.getFirst(), host)));
    }

    /** Whether this foreign origin is on the list, and so to be named in CORS headers. */
    boolean isListed(String origin) {
        return allowed.contains(lower(origin));
    }

    // The scheme is left out: behind a proxy that ends TLS, the server does not know its own.
    private static boolean isOwn(String origin, @Nullable String host) {
        return host != null
                && (lower(origin).equals("https://" + lower(host))
                        || lower(origin).equals("http://" + lower(host)));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
