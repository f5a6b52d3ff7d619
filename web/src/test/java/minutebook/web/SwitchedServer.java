package minutebook.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import minutebook.web.cluster.Postmaster;
import minutebook.web.cluster.Signals;

/**
 * The real program at one address for good, and a switch by which a test in another language can
 * have it killed, stopped and started, and its PostgreSQL held up: {@code POST} to {@code /kill},
 * {@code /stop}, {@code /start}, {@code /freeze} or {@code /thaw} of the switch, answered when it
 * is done, with 204.
 */
final class SwitchedServer implements AutoCloseable {
    // Below the ports that systems give to clients: one of them must not take the server's own
    // while it is away.
    private static final int PORT_MIN = 20_000;
    private static final int PORT_MAX = 30_000;

    private final Path dataDir;
    private final Map<String, String> settings;
    private final HttpServer switches;
    private ServerProcess server;

    private interface Act {
        void act() throws IOException;
    }

    /** Starts both. */
    SwitchedServer(Path dataDir, Map<String, String> settings) throws IOException {
        this.dataDir = dataDir;
        this.settings = new HashMap<>(settings);
        this.settings.put("PORT", String.valueOf(freePort()));
        server = begin();
        switches = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        on("/kill", () -> server.kill());
        on("/stop", () -> server.stop());
        on("/start", () -> server = begin());
        on("/freeze", () -> signal(Signals.STOP));
        on("/thaw", () -> signal(Signals.CONTINUE));
        switches.start();
    }

    /** Where the server is, whenever it runs. */
    URI url() {
        return URI.create("http://127.0.0.1:" + settings.get("PORT"));
    }

    /** Where the switch is. */
    URI switchUrl() {
        return URI.create("http://127.0.0.1:" + switches.getAddress().getPort());
    }

    private ServerProcess begin() throws IOException {
        var process = ServerProcess.start(dataDir, settings);
        process.url();
        return process;
    }

    private void signal(String signal) throws IOException {
        Postmaster.signal(signal, Postmaster.embeddedIn(dataDir));
    }

    /** In case that a test ended before it did so: what is held up cannot be ended. */
    private void thaw() {
        try {
            signal(Signals.CONTINUE);
        } catch (IOException | RuntimeException gone) {
            // Then there is none to go on.
        }
    }

    private void on(String path, Act act) {
        switches.createContext(path, exchange -> answer(exchange, act));
    }

    private static void answer(HttpExchange exchange, Act act) throws IOException {
        try (exchange) {
            act.act();
            exchange.sendResponseHeaders(204, -1);
        } catch (AssertionError | IOException | RuntimeException problem) {
            byte[] text = String.valueOf(problem).getBytes(UTF_8);
            exchange.sendResponseHeaders(500, text.length);
            exchange.getResponseBody().write(text);
        }
    }

    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(PORT_MIN, PORT_MAX);
            try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return port;
            } catch (IOException taken) {
                // Another one, then.
            }
        }
    }

    @Override
    public void close() {
        switches.stop(0);
        thaw();
        server.close();
    }
}
