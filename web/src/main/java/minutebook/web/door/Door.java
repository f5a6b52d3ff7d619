package minutebook.web.door;

import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import minutebook.web.http.EarlyProblems;
import org.jspecify.annotations.Nullable;

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

    private static final Duration LINGER = Duration.ofMillis(500);
    private static final Duration LINGER_MAX = Duration.ofSeconds(1);
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);

    private final DoorLimits limits;
    private final ClientAddress addresses;
    private final Origins origins;
    private final AnswerHeaders headers;
    private final Closing closing = new Closing();
    private volatile @Nullable AcceptedSockets accepted;

    /**
     * @param log is told of each answer
     * @param onlyHttps whether browsers are to be told that the server is only reached by https
     */
    public Door(
            DoorLimits limits,
            ClientAddress addresses,
            Origins origins,
            RequestLog log,
            boolean onlyHttps) {
        this.limits = limits;
        this.addresses = addresses;
        this.origins = origins;
        this.headers = new AnswerHeaders(origins, log, onlyHttps);
    }

    /** Puts the door before the server's port: HTTP/1.1, and what it may be upgraded to. */
    public void configure(WebServerConfig.Builder server, Http1Upgrader upgrader) {
        // Small packets go out at once.
        var options =
                SocketOptions.builder()
                        .tcpNoDelay(true)
                        .socketSendBufferSize(SEND_BUFFER_BYTES)
                        .build();
        var sockets = new AcceptedSockets(options, limits, addresses);
        accepted = sockets;
        var http =
                Http1ConnectionSelector.builder()
                        .config(http1())
                        .addUpgrader(new TunnelUpgrader(upgrader))
                        .build();
        server.connectionOptions(sockets)
                .idleConnectionTimeout(limits.idleMax())
                .idleConnectionPeriod(limits.idleMax().dividedBy(3))
                // Whoever gathers what it writes says so itself: streams write whole events, and
                // would each keep 4 kB for nothing.
                .writeBufferSize(0)
                .addConnectionSelector(
                        new GuardedConnections(
                                http,
                                sockets,
                                limits,
                                addresses,
                                new ClosingAnswer(headers),
                                closing))
                .directHandlers(
                        handlers ->
                                EarlyProblems.install(
                                        handlers, () -> headers.always(Exchange.currentOrNew())));
    }

    /** How many connections are open. */
    public int connections() {
        AcceptedSockets sockets = accepted;
        return sockets == null ? 0 : sockets.count();
    }

    /** How many connections were sent away, since there were too many, in all or of an address. */
    public long connectionsRefused() {
        AcceptedSockets sockets = accepted;
        return sockets == null ? 0 : sockets.refused();
    }

    /** Answers preflights; to be called before any route is added. */
    public void routing(HttpRouting.Builder routing) {
        routing.addFilter(new Preflights(origins));
    }

    /**
     * From now on each connection ends with its next answer, which says so, new ones too. Blocks
     * until nobody is left who asked something just now and so may be about to ask again: mostly
     * for half a second, for one at most. To be called before the port is closed, since a request
     * that meets a closed connection is one that nobody answers.
     */
    public void close() {
        closing.begin();
        long until = System.nanoTime() + LINGER_MAX.toNanos();
        while (closing.isAnyAbout(LINGER) && System.nanoTime() < until) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        Thread.startVirtualThread(closing::endDispensable);
    }

    /**
     * Interrupts what is still waited for on behalf of somebody, a database that does not answer or
     * a reader that hardly reads: the one gets an answer that says so, the other is cut.
     */
    public void hurry() {
        closing.hurry();
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
