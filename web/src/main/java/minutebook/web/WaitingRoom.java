package minutebook.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import java.util.Optional;
import java.util.function.LongSupplier;
import minutebook.web.door.ClientAddress;
import minutebook.web.door.Door;
import minutebook.web.door.GuardedConnections;
import minutebook.web.http.Problem;
import minutebook.web.http.Problems;
import minutebook.web.http.RequestCounts;
import minutebook.web.watch.Health;
import minutebook.web.watch.Meters;
import minutebook.web.watch.MetricsText;
import minutebook.web.watch.ObservePages;
import minutebook.web.watch.Observers;
import minutebook.web.watch.Part;
import org.jspecify.annotations.Nullable;

/**
 * Stands at the port while the server still catches up with the book: says that it lives and is not
 * ready, and asks everybody else to come again.
 */
final class WaitingRoom implements AutoCloseable {
    private static final String OBSERVE = "/observe/";
    private static final String STARTING =
            "The server is starting: its read models catch up with the book.";

    private final HttpServer server;

    private WaitingRoom(HttpServer server) {
        this.server = server;
    }

    /**
     * Opens.
     *
     * @param position how far the read models are
     * @param head where they are to come
     */
    static WaitingRoom open(Settings settings, LongSupplier position, long head) {
        var routing = HttpRouting.builder();
        Problems.install(routing);
        routing.any(
                (request, response) -> {
                    if (request.path().path().startsWith(OBSERVE)) {
                        response.next();
                    } else if (isBrowsersStream(request)) {
                        throw GuardedConnections.hangUp(STARTING, null);
                    } else {
                        throw Problem.unavailable(STARTING);
                    }
                });
        var addresses = new ClientAddress(settings.trustedProxies());
        var requests = new RequestCounts();
        Door door = Gate.door(settings, addresses, Gate.origins(settings), requests);
        var pages =
                new ObservePages(
                        new Health()
                                .decides(
                                        "catching-up",
                                        () -> catchingUp(position.getAsLong(), head)),
                        new MetricsText(new Meters()),
                        new Observers(addresses, settings.observers()),
                        requests);
        return new WaitingRoom(
                HttpServer.start(
                        settings,
                        routing,
                        Optional.empty(),
                        port -> door.configure(port, new NoUpgrades()),
                        pages));
    }

    /** An EventSource, which comes again after a lost connection and never after such an answer. */
    private static boolean isBrowsersStream(ServerRequest request) {
        return request.headers()
                .first(HeaderNames.ACCEPT)
                .filter(it -> it.contains("text/event-stream"))
                .isPresent();
    }

    /** Sockets come again, as all others do. */
    private record NoUpgrades() implements Http1Upgrader {
        @Override
        public String supportedProtocol() {
            return "none";
        }

        @Override
        @SuppressWarnings("NullAway") // Helidon: "or null if the connection cannot be upgraded".
        public @Nullable ServerConnection upgrade(
                ConnectionContext connection, HttpPrologue prologue, WritableHeaders<?> headers) {
            return null;
        }
    }

    private static Part catchingUp(long position, long head) {
        return Part.down("The read models catch up with the book.")
                .with("position", position)
                .with("head", head)
                .with("behind", head - position);
    }

    @Override
    public void close() {
        server.close();
    }
}
