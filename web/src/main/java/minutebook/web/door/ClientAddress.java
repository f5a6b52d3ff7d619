package minutebook.web.door;

import io.helidon.common.socket.PeerInfo;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.http.ServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells by which address a client is counted: the whole of an IPv4 address, the first 64 bits of an
 * IPv6 address, since a household or a rented machine has all the others. Immutable.
 *
 * <p>The address is that of the connection. Only where the connection comes from a trusted proxy
 * does {@code X-Forwarded-For} count, read from the right, up to the first address that is no such
 * proxy: what stands left of it may be made up. No other header has any effect.
 */
public final class ClientAddress {
    private static final HeaderName FORWARDED_FOR = HeaderNames.X_FORWARDED_FOR;
    private static final int IPV6_BITS = 64;

    /** What a provider gives to one customer, or a little more: no longer anybody's own. */
    private static final int NETWORK_IPV4_BITS = 24;

    private static final int NETWORK_IPV6_BITS = 48;

    /** Some proxies name the port too. */
    private static final Pattern WITH_PORT =
            Pattern.compile("\\[([^]]*)](?::[0-9]{1,5})?|([0-9.]+):[0-9]{1,5}");

    private final List<Network> trustedProxies;

    public ClientAddress(List<Network> trustedProxies) {
        this.trustedProxies = List.copyOf(trustedProxies);
    }

    /** The address, as {@code 203.0.113.7} or {@code 2001:db8:0:1::/64}; good as a key. */
    public String of(ServerRequest request) {
        return of(request.remotePeer(), request.headers());
    }

    /** The same, where a request is not yet one of Helidon's. */
    public String of(PeerInfo peer, Headers headers) {
        return counted(client(peer, headers));
    }

    /**
     * The network that the client is in, as {@code 203.0.113.0/24} or {@code 2001:db8:1::/48}: for
     * what is kept for ever, as it tells of nobody alone.
     */
    public String networkOf(ServerRequest request) {
        return network(client(request.remotePeer(), request.headers()));
    }

    /**
     * Whether a program on this machine asks, and for itself: of what a proxy passes on that is not
     * trusted, nobody knows who asks.
     */
    public boolean isHere(ServerRequest request) {
        boolean forSomebody = Exchange.current().map(Exchange::isForwarded).orElse(false);
        return client(request.remotePeer(), request.headers()).isLoopbackAddress()
                && (!forSomebody || isTrusted(connected(request.remotePeer())));
    }

    /** Whether the client's address lies in one of these. */
    public boolean isIn(ServerRequest request, List<Network> networks) {
        InetAddress client = client(request.remotePeer(), request.headers());
        return networks.stream().anyMatch(network -> network.contains(client));
    }

    private InetAddress client(PeerInfo peer, Headers headers) {
        return client(connected(peer), headers.all(FORWARDED_FOR, List::of));
    }

    /** That of the connection itself, whoever it may speak for. */
    static InetAddress connected(PeerInfo peer) {
        return ((InetSocketAddress) peer.address()).getAddress();
    }

    boolean isTrusted(InetAddress address) {
        return trustedProxies.stream().anyMatch(proxies -> proxies.contains(address));
    }

    private InetAddress client(InetAddress connected, List<String> forwardedFor) {
        InetAddress client = connected;
        String[] hops = String.join(",", forwardedFor).split(",", -1);
        for (int i = hops.length - 1; i >= 0 && isTrusted(client); i--) {
            Optional<InetAddress> hop = hop(hops[i].strip());
            if (hop.isEmpty()) {
                // Not to be read further: the proxy that wrote it is the last that is known.
                break;
            }
            client = hop.get();
        }
        return client;
    }

    private static Optional<InetAddress> hop(String text) {
        Matcher port = WITH_PORT.matcher(text);
        if (port.matches()) {
            return Network.address(port.group(1) == null ? port.group(2) : port.group(1));
        }
        return Network.address(text);
    }

    /** The address as a key: see above. */
    static String counted(InetAddress address) {
        return address instanceof Inet6Address
                ? masked(address, IPV6_BITS)
                : address.getHostAddress();
    }

    static String network(InetAddress address) {
        return masked(
                address, address instanceof Inet6Address ? NETWORK_IPV6_BITS : NETWORK_IPV4_BITS);
    }

    private static String masked(InetAddress address, int bits) {
        try {
            byte[] network = Network.masked(address.getAddress(), bits);
            return InetAddress.getByAddress(network).getHostAddress() + "/" + bits;
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("An address of 4 or 16 bytes is one", impossible);
        }
    }
}
