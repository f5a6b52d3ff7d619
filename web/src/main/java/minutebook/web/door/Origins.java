package minutebook.web.door;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import minutebook.web.http.Problem;

/**
 * Which web pages may talk to the server: its own, and those of a list. Programs that are no
 * browsers send no Origin and are let in. Immutable.
 */
public final class Origins {

    private final Set<String> listed;
    private final Set<String> own;

    private Origins(Set<String> listed, Set<String> own) {
        this.listed = listed;
        this.own = own;
    }

    /**
     * The server's own pages, and those of these origins.
     *
     * @param allowed as browsers write them: `https://app.example`, with the port if it is not the
     *     scheme's
     */
    public static Origins ownAnd(Collection<String> allowed) {
        return new Origins(
                allowed.stream().map(Origins::lower).collect(Collectors.toUnmodifiableSet()),
                Set.of());
    }

    /** The same, and the server's own pages are also found there. */
    public Origins foundAt(Optional<URI> publicUrl) {
        var all = new HashSet<>(own);
        publicUrl.map(Origins::origin).ifPresent(all::add);
        return new Origins(listed, Set.copyOf(all));
    }

    private static String origin(URI url) {
        return lower(url.getScheme() + "://" + url.getRawAuthority());
    }

    /** Whether a request with these headers may come in where only pages of ours may. */
    public boolean letIn(Headers headers) {
        List<String> origins = headers.all(HeaderNames.ORIGIN, List::of);
        List<String> hosts = headers.all(HeaderNames.HOST, List::of);
        if (origins.isEmpty()) {
            return true;
        }
        String origin = origins.getFirst();
        return origins.size() == 1
                && (isListed(origin)
                        || own.contains(lower(origin))
                        || (hosts.size() == 1 && isOfHost(origin, hosts.getFirst())));
    }

    /**
     * Refuses pages of foreign origins: for answers that a browser would hand out without asking
     * us, since the request itself says who is asked for.
     *
     * @throws Problem 403
     */
    public void require(Headers headers) {
        if (!letIn(headers)) {
            throw Problem.of(403, "Pages of this origin may not do so.");
        }
    }

    /**
     * Whether the request is of a foreign origin on the list, and so to be named in CORS headers.
     */
    boolean isListed(Headers headers) {
        List<String> origins = headers.all(HeaderNames.ORIGIN, List::of);
        return origins.size() == 1 && isListed(origins.getFirst());
    }

    boolean isListed(String origin) {
        return listed.contains(lower(origin));
    }

    // The scheme is left out: behind a proxy that ends TLS, the server does not know its own.
    private static boolean isOfHost(String origin, String host) {
        return lower(origin).equals("https://" + lower(host))
                || lower(origin).equals("http://" + lower(host));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
