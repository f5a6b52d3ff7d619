package minutebook.web;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import minutebook.web.door.Door;
import minutebook.web.door.GuardedConnections;
import minutebook.web.start.CannotStart;
import minutebook.web.watch.ObservePages;

/**
 * The one listener: REST, live delivery, health and metrics on one port.
 *
 * <p>Closing it takes no new requests and lets those under way finish, for 8 s at most.
 */
final class HttpServer implements AutoCloseable {

    /**
     * Helidon's own half second would interrupt a command in the middle of its commit. A command
     * takes some 5 s at worst; after so long, what is still waited for is interrupted. With a
     * second of lingering before it, and a few for what comes behind, it fits into 15 s.
     */
    private static final Duration PATIENCE = Duration.ofMillis(5_500);

    /** Whoever was interrupted still has to say so. */
    private static final Duration GRACE_MAX = PATIENCE.plusMillis(1_500);

    private final WebServer server;
    private final Optional<Door> door;
    private final AtomicBoolean stopping;

    private HttpServer(WebServer server, Optional<Door> door, AtomicBoolean stopping) {
        this.server = server;
        this.door = door;
        this.stopping = stopping;
    }

    /**
     * Starts to listen.
     *
     * @param door who is to be told when it is closed; empty: nobody
     * @param spoken what is spoken on the port, and with whom
     * @param pages those for who watches, which stand behind all others
     * @throws CannotStart if the port or the address cannot be had
     */
    static HttpServer start(
            Settings settings,
            HttpRouting.Builder routing,
            Optional<Door> door,
            Consumer<WebServerConfig.Builder> spoken,
            ObservePages pages) {
        mustBeFree(settings);
        var stopping = new AtomicBoolean();
        routing.addFilter((chain, _, _) -> endIfStopping(chain, stopping));
        pages.routing(routing);
        var server =
                WebServer.builder()
                        .host(settings.host())
                        .port(settings.port())
                        .shutdownHook(false)
                        .shutdownGracePeriod(GRACE_MAX)
                        .featuresDiscoverServices(false)
                        .addRouting(routing)
                        .update(spoken)
                        .build()
                        .start();
        if (!server.isRunning()) {
            throw new CannotStart("The server could not listen: the log above says why.");
        }
        return new HttpServer(server, door, stopping);
    }

    /** The port it listens on. */
    int port() {
        return server.port();
    }

    /** A second call does nothing. */
    @Override
    public void close() {
        if (stopping.getAndSet(true)) {
            return;
        }
        door.ifPresent(Door::close);
        var stopped = new CountDownLatch(1);
        Thread.startVirtualThread(() -> hurry(stopped));
        server.stop();
        stopped.countDown();
    }

    private void hurry(CountDownLatch stopped) {
        try {
            if (!stopped.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                door.ifPresent(Door::hurry);
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    /** A connection that was busy when the stop looked for idle ones is told by its last answer. */
    private static void endIfStopping(FilterChain chain, AtomicBoolean stopping) {
        chain.proceed();
        if (stopping.get()) {
            GuardedConnections.endAfterThisRequest();
        }
    }

    /** Tries it first: of a port that is taken, Helidon only writes a stack trace to the log. */
    private static void mustBeFree(Settings settings) {
        String host = settings.host();
        int port = settings.port();
        try (var trial = new ServerSocket()) {
            trial.bind(new InetSocketAddress(host, port));
        } catch (IOException problem) {
            boolean taken = String.valueOf(problem.getMessage()).contains("in use");
            throw new CannotStart(
                    taken
                            ? "PORT is '%d', which another program uses on %s: stop it, or choose another PORT."
                                    .formatted(port, host)
                            : "HOST is '%s' and PORT '%d', where this user cannot listen (%s)."
                                    .formatted(host, port, problem.getMessage()),
                    problem);
        }
    }
}
