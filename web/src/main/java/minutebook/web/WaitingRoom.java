package minutebook.web;

import io.helidon.health.HealthCheckResponse;
import io.helidon.webserver.http.HttpRouting;
import java.util.Map;
import java.util.function.LongSupplier;
import minutebook.web.http.Problem;
import minutebook.web.http.Problems;

/**
 * Stands at the port while the server still catches up with the book: says that it lives and is not
 * ready, and asks everybody else to come again.
 */
final class WaitingRoom implements AutoCloseable {
    private static final String OBSERVE = "/observe/";

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
                    if (!request.path().path().startsWith(OBSERVE)) {
                        throw Problem.unavailable(
                                "The server is starting: its read models catch up with the book.");
                    }
                    response.next();
                });
        return new WaitingRoom(
                HttpServer.start(
                        settings,
                        routing,
                        _ -> {},
                        Map.of("catching-up", () -> health(position.getAsLong(), head))));
    }

    private static HealthCheckResponse health(long position, long head) {
        return HealthCheckResponse.builder()
                .status(false)
                .detail("position", position)
                .detail("head", head)
                .build();
    }

    @Override
    public void close() {
        server.close();
    }
}
