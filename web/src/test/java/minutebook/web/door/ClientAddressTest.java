package minutebook.web.door;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.helidon.common.socket.PeerInfo;
import io.helidon.http.HeaderNames;
import io.helidon.http.WritableHeaders;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.Principal;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
    private static final ClientAddress NO_PROXIES = new ClientAddress(List.of());
    private static final ClientAddress PROXIES =
            new ClientAddress(List.of(Network.parse("10.0.0.0/8"), Network.parse("fd00::1")));

    private record Peer(String host, int port) implements PeerInfo {
        @Override
        public SocketAddress address() {
            return new InetSocketAddress(InetAddress.ofLiteral(host), port);
        }

        @Override
        public Optional<Principal> tlsPrincipal() {
            return Optional.empty();
        }

        @Override
        public Optional<Certificate[]> tlsCertificates() {
            return Optional.empty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "::ffff:203.0.113.7, 203.0.113.7",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:2::, 2001:db8:1:2:0:0:0:0/64",
        "::1, 0:0:0:0:0:0:0:0/64",
    })
    void an_ipv4_client_is_counted_whole_an_ipv6_one_by_its_network(String address, String key) {
        assertEquals(key, NO_PROXIES.of(new Peer(address, 1), WritableHeaders.create()));
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.0/24",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:0:0:0:0:0/48",
    })
    void what_is_kept_for_ever_has_only_the_network(String address, String network)
            throws Exception {
        assertEquals(network, ClientAddress.network(InetAddress.getByName(address)));
    }

    @Test
    void what_a_stranger_says_to_be_forwarded_for_has_no_effect() {
        var headers = forwardedFor("198.51.100.1");
        headers.add(HeaderNames.FORWARDED, "for=198.51.100.1");
        headers.add(HeaderNames.create("X-Real-IP"), "198.51.100.1");

        assertEquals("203.0.113.7", NO_PROXIES.of(new Peer("203.0.113.7", 1), headers));
        assertEquals("203.0.113.7", PROXIES.of(new Peer("203.0.113.7", 1), headers));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "198.51.100.1 | 198.51.100.1",
                "6.6.6.6, 198.51.100.1 | 198.51.100.1",
                "6.6.6.6,198.51.100.1,10.1.1.1 , fd00::1 | 198.51.100.1",
                "198.51.100.1:4711 | 198.51.100.1",
                "[2001:db8:1:2::9]:4711 | 2001:db8:1:2:0:0:0:0/64",
                "2001:db8:1:2::9 | 2001:db8:1:2:0:0:0:0/64",
                "10.3.3.3 | 10.3.3.3",
                "198.51.100.1, unknown | 10.0.0.9",
                "198.51.100.1, 1 | 10.0.0.9",
                "198.51.100.1, localhost, 10.4.4.4 | 10.4.4.4",
                "198.51.100.1, | 10.0.0.9",
                "'' | 10.0.0.9",
            })
    void behind_trusted_proxies_the_rightmost_that_is_none_is_the_client(
            String header, String client) {
        assertEquals(client, PROXIES.of(new Peer("10.0.0.9", 1), forwardedFor(header)));
    }

    @Test
    void several_lines_are_read_as_one() {
        var headers = forwardedFor("6.6.6.6, 198.51.100.1");
        headers.add(HeaderNames.X_FORWARDED_FOR, "10.1.1.1");

        assertEquals("198.51.100.1", PROXIES.of(new Peer("10.0.0.9", 1), headers));
    }

    private static WritableHeaders<?> forwardedFor(String value) {
        WritableHeaders<?> headers = WritableHeaders.create();
        headers.add(HeaderNames.X_FORWARDED_FOR, value);
        return headers;
    }
}
