package minutebook.web;

import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.health.HealthObserver;
import io.helidon.webserver.observe.metrics.MetricsObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import minutebook.web.door.GuardedConnections;
import minutebook.web.start.CannotStart;

/**
 * The one listener: REST, live delivery, health and metrics on one port.
 *
 * <p>Closing it takes no new requests and lets those under way finish, for at most 20 s.
 */
final class HttpServer implements AutoCloseable {

    /** Helidon's own half second would interrupt a command in the middle of its commit. */
    private static final Duration GRACE_MAX = Duration.ofSeconds(20);

    private final WebServer server;
    private final AtomicBoolean stopping;

    private HttpServer(WebServer server, AtomicBoolean stopping) {
        this.server = server;
        this.stopping = stopping;
    }

    /**
     * Starts to listen.
     *
     * @param door what is spoken on the port, and with whom
     * @param checks by name, how a part is; may block shortly
     * @throws CannotStart if the port or the address cannot be had
     */
    static HttpServer start(
            Settings settings,
            HttpRouting.Builder routing,
            Consumer<WebServerConfig.Builder> door,
            Map<String, Supplier<HealthCheckResponse>> checks) {
        mustBeFree(settings);
        var stopping = new AtomicBoolean();
        routing.addFilter((chain, _, _) -> endIfStopping(chain, stopping));
        var server =
                WebServer.builder()
                        .host(settings.host())
                        .port(settings.port())
                        .shutdownHook(false)
                        .shutdownGracePeriod(GRACE_MAX)
                        .featuresDiscoverServices(false)
                        .addFeature(observe(checks))
                        .addRouting(routing)
                        .update(door)
                        .build()
                        .start();
        if (!server.isRunning()) {
            throw new CannotStart("The server could not listen: the log above says why.");
        }
        return new HttpServer(server, stopping);
    }

    /** The port it listens on. */
    int port() {
        return server.port();
    }

    @Override
    public void close() {
        stopping.set(true);
        server.stop();
    }

    /** A connection that was busy when the stop looked for idle ones is told by its last answer. */
    private static void endIfStopping(FilterChain chain, AtomicBoolean stopping) {
        chain.proceed();
        if (stopping.get()) {
            GuardedConnections.endAfterThisRequest();
        }
    }

    private static ObserveFeature observe(Map<String, Supplier<HealthCheckResponse>> checks) {
        var health = HealthObserver.builder().useSystemServices(false).details(true);
        checks.forEach((name, check) -> health.addCheck(check, HealthCheckType.READINESS, name));
        return ObserveFeature.builder()
                .observersDiscoverServices(false)
                .addObserver(health.build())
                .addObserver(MetricsObserver.create())
                .build();
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
