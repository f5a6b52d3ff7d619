package minutebook.web.door;

import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import minutebook.web.http.EarlyProblems;

/**
 * What every request passes before any route: the count of connections, the one reading of a
 * request's form, the headers that each answer carries, and what pages of other origins may do.
 * Thread-safe.
 */
public final class Door {

    /** Above the door's own, so that never both refuse. */
    private static final int HELIDON_BYTES_MAX = 64 * 1024;

    /**
     * The system keeps twice as much for a reader that has stopped reading; left to itself, it
     * would keep 4 MB for each.
     */
    private static final int SEND_BUFFER_BYTES = 256 * 1024;

    private final DoorLimits limits;
    private final ClientAddress addresses;
    private final Origins origins;
    private final AnswerHeaders headers;

    /**
     * @param onlyHttps whether browsers are to be told that the server is only reached by https
     */
    public Door(DoorLimits limits, ClientAddress addresses, Origins origins, boolean onlyHttps) {
        this.limits = limits;
        this.addresses = addresses;
        this.origins = origins;
        this.headers = new AnswerHeaders(origins, onlyHttps);
    }

    /** Puts the door before the server's port: HTTP/1.1, and what it may be upgraded to. */
    public void configure(WebServerConfig.Builder server, Http1Upgrader upgrader) {
        // Small packets go out at once.
        var options =
                SocketOptions.builder()
                        .tcpNoDelay(true)
                        .socketSendBufferSize(SEND_BUFFER_BYTES)
                        .build();
        var accepted = new AcceptedSockets(options, limits, addresses);
        var http =
                Http1ConnectionSelector.builder()
                        .config(http1())
                        .addUpgrader(new TunnelUpgrader(upgrader))
                        .build();
        server.connectionOptions(accepted)
                .idleConnectionTimeout(limits.idleMax())
                .idleConnectionPeriod(limits.idleMax().dividedBy(3))
                // Whoever gathers what it writes says so itself: streams write whole events, and
                // would each keep 4 kB for nothing.
                .writeBufferSize(0)
                .addConnectionSelector(
                        new GuardedConnections(
                                http, accepted, limits, addresses, new ClosingAnswer(headers)))
                .directHandlers(handlers -> EarlyProblems.install(handlers, headers.always()));
    }

    /** Answers preflights; to be called before any route is added. */
    public void routing(HttpRouting.Builder routing) {
        routing.addFilter(new Preflights(origins));
    }

    private Http1Config http1() {
        return Http1Config.builder()
                .maxPrologueLength(HELIDON_BYTES_MAX)
                .maxHeadersSize(HELIDON_BYTES_MAX)
                .validateResponseHeaders(true)
                .addSendListener(headers)
                .build();
    }
}
