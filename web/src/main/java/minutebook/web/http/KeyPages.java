package minutebook.web.http;

import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import minutebook.web.http.Lists.Envelope;

/**
 * Lists, newest first, page by key: {@code ?before=<id>} or {@code ?after=<id>} asks for the
 * nearest ones on that side. As in other lists, next is older and previous is newer.
 */
public final class KeyPages {
    private static final String BEFORE = "before";
    private static final String AFTER = "after";

    private KeyPages() {}

    /**
     * Where in the list, and which way.
     *
     * @param newer whether those after {@code id} are wanted, and not those before
     */
    public record Key(long id, boolean newer) {

        /** Where there was nothing on the wanted side: all older ones are below this. */
        public long olderThan() {
            return newer ? id + 1 : id;
        }

        /** Where there was nothing on the wanted side: all newer ones are above this. */
        public long newerThan() {
            return newer ? id : Math.max(0, id - 1);
        }
    }

    /**
     * What a client is shown of the list at a key.
     *
     * @param total of items in the whole list
     * @param oldest the lowest id that is shown; where nothing is, {@link Key#olderThan}
     * @param newest the highest id that is shown; where nothing is, {@link Key#newerThan}
     */
    public record Shown(long total, boolean hasOlder, boolean hasNewer, long oldest, long newest) {}

    /**
     * The key that is asked for; empty: none.
     *
     * @param id reads an id; empty: it is none
     * @throws Problem 400 if it is none, or there are two
     */
    public static Optional<Key> of(ServerRequest request, Function<String, OptionalLong> id) {
        boolean before = request.query().contains(BEFORE);
        boolean after = request.query().contains(AFTER);
        if (before && after) {
            throw Problem.invalid(BEFORE, "Either 'before' or 'after' can be asked for.");
        } else if (!before && !after) {
            return Optional.empty();
        }
        String name = before ? BEFORE : AFTER;
        OptionalLong read = id.apply(request.query().first(name).orElse(""));
        if (read.isEmpty()) {
            throw Problem.invalid(name, "'%s' must be an id.".formatted(name));
        }
        return Optional.of(new Key(read.getAsLong(), after));
    }

    /** What is shown at a key, in the same form as every list; its pages are as many as by page. */
    public static <V> Envelope<V> envelope(
            ServerRequest request, Key key, Shown shown, int perPage, List<V> views) {
        String here = Lists.link(request, key.newer() ? AFTER : BEFORE, key.id());
        return new Envelope<>(
                shown.total(),
                (shown.total() + perPage - 1) / perPage,
                shown.hasOlder(),
                shown.hasNewer(),
                shown.hasOlder() ? Lists.link(request, BEFORE, shown.oldest()) : here,
                shown.hasNewer() ? Lists.link(request, AFTER, shown.newest()) : here,
                views);
    }
}
