package minutebook.web.soak.client;

import java.net.URI;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Where clients come in, each time that they come: by any of these addresses.
 *
 * @param known a position of which whoever comes in is told at once: one that was acknowledged to
 *     somebody, where there is one node; with several, one node may know more than another
 */
public record Doors(List<URI> addresses, LongSupplier known) {

    /** One node: what it has acknowledged, it knows. */
    public static Doors of(URI server, Stage stage) {
        return new Doors(List.of(server), stage::known);
    }

    /** Several nodes, or ways to them. */
    public static Doors of(List<URI> addresses) {
        return new Doors(List.copyOf(addresses), () -> 0);
    }

    /** Any of them. */
    public URI pick(Chance chance) {
        return chance.of(addresses);
    }
}
