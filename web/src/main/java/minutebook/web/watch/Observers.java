package minutebook.web.watch;

import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import minutebook.web.door.ClientAddress;
import minutebook.web.door.Network;

/**
 * Who may watch: programs on this machine, and whoever comes from one of the addresses that are
 * set. Of a request that a proxy has passed on, the client's address counts; if the proxy is not
 * trusted, nobody knows it. Immutable.
 */
public record Observers(ClientAddress addresses, List<Network> networks) {
    public Observers {
        networks = List.copyOf(networks);
    }

    boolean has(ServerRequest request) {
        return addresses.isHere(request) || addresses.isIn(request, networks);
    }
}
