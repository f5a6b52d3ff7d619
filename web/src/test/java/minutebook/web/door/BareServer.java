package minutebook.web.door;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.http.HeaderNames;
import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import minutebook.web.http.Problems;
import minutebook.web.http.RequestCounts;

/** The door, and behind it next to nothing: it says what reached it. */
final class BareServer implements AutoCloseable {

    /** With short times, so that tests wait shortly. */
    static final DoorLimits LIMITS =
            new DoorLimits(
                    4096,
                    16 * 1024,
                    100,
                    100_000,
                    Duration.ofSeconds(2),
                    Duration.ofMillis(800),
                    Duration.ofMillis(400),
                    1_000_000,
                    Duration.ofSeconds(2),
                    100,
                    100);

    /** More than the kernel keeps for a reader. */
    static final int LARGE_BYTES = 32 * 1024 * 1024;

    /** How many requests came through. */
    final AtomicInteger served = new AtomicInteger();

    private static final RequestLog UNCOUNTED = new RequestLog(new RequestCounts(), false);

    private final Door door;
    private final WebServer server;

    BareServer(DoorLimits limits, List<Network> trustedProxies, List<String> allowedOrigins) {
        var addresses = new ClientAddress(trustedProxies);
        door = new Door(limits, addresses, Origins.ownAnd(allowedOrigins), UNCOUNTED, true);
        var routing = HttpRouting.builder();
        Problems.install(routing);
        door.routing(routing);
        routing.post("/length", this::length)
                .any("/unread", this::unread)
                .get("/large", (_, response) -> response.send(new byte[LARGE_BYTES]))
                .get("/address", (request, response) -> answer(response, addresses.of(request)))
                .any(this::target);
        var config = WebServer.builder().host("127.0.0.1").port(0).shutdownHook(false);
        config.shutdownGracePeriod(Duration.ofSeconds(20));
        door.configure(config, new NoUpgrades());
        server = config.routing(routing).build().start();
    }

    private record NoUpgrades() implements Http1Upgrader {
        @Override
        public String supportedProtocol() {
            return "nothing";
        }

        @Override
        @SuppressWarnings("NullAway") // Helidon: "or null if the connection cannot be upgraded".
        public ServerConnection upgrade(
                ConnectionContext connection, HttpPrologue prologue, WritableHeaders<?> headers) {
            return null;
        }
    }

    private void length(ServerRequest request, ServerResponse response) throws IOException {
        long length = 0;
        if (request.content().hasEntity()) {
            try (InputStream in = request.content().inputStream()) {
                length = in.transferTo(OutputStream.nullOutputStream());
            }
        }
        answer(response, "length " + length);
    }

    private void unread(ServerRequest request, ServerResponse response) {
        answer(response, "unread");
    }

    private void target(ServerRequest request, ServerResponse response) {
        answer(response, request.prologue().uriPath().rawPath() + " " + request.headers().size());
    }

    private void answer(ServerResponse response, String text) {
        served.incrementAndGet();
        response.header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .send(text.getBytes(UTF_8));
    }

    Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** With little room for what comes. */
    Socket connectNarrowly() throws IOException {
        var socket = new Socket();
        // Before it connects: afterwards the window would be wide already.
        socket.setReceiveBufferSize(64 * 1024);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        return socket;
    }

    /** Sends this, each character a byte, and gives all that comes back until the server closes. */
    String exchange(String bytes) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    @Override
    public void close() {
        door.close();
        server.stop();
    }
}
