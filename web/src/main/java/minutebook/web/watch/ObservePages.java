package minutebook.web.watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import minutebook.web.door.Exchange;
import minutebook.web.http.Answers;
import minutebook.web.http.Problem;
import minutebook.web.http.RequestCounts;
import minutebook.web.watch.Health.Found;

/**
 * The pages for those who watch (contract, part 7). A load balancer on another machine is told
 * whether the node is ready, and nothing else.
 */
public final class ObservePages {
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Health health;
    private final MetricsText metrics;
    private final Observers observers;
    private final RequestCounts counts;

    public ObservePages(
            Health health, MetricsText metrics, Observers observers, RequestCounts counts) {
        this.health = health;
        this.metrics = metrics;
        this.observers = observers;
        this.counts = counts;
    }

    public void routing(HttpRouting.Builder routing) {
        page(routing, "/observe/health", this::ready);
        page(routing, "/observe/health/ready", this::ready);
        page(routing, "/observe/health/live", this::live);
        page(routing, "/observe/metrics", this::metrics);
    }

    private void page(HttpRouting.Builder routing, String path, Handler handler) {
        var counted = counts.of("GET", path);
        routing.get(
                path,
                (request, response) -> {
                    Exchange.serves(counted);
                    handler.handle(request, response);
                });
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Check(String name, String status, Map<String, Object> data) {
        static Check of(Found found) {
            return new Check(found.name(), upOrDown(found.part().isUp()), found.part().data());
        }
    }

    private record Status(String status) {}

    private record Details(String status, List<Check> checks) {}

    private void ready(ServerRequest request, ServerResponse response) {
        List<Found> found = health.look();
        boolean ready = Health.isReady(found);
        Object told =
                observers.has(request)
                        ? new Details(upOrDown(ready), found.stream().map(Check::of).toList())
                        : new Status(upOrDown(ready));
        Answers.send(response, ready ? 200 : 503, told);
    }

    /** Whoever gets this answer knows that it lives. */
    private void live(ServerRequest request, ServerResponse response) {
        Answers.send(response, new Status(upOrDown(true)));
    }

    private void metrics(ServerRequest request, ServerResponse response) {
        if (!observers.has(request)) {
            throw Problem.of(403, "Measures are for this machine, and for OBSERVERS.");
        }
        response.header(HeaderNames.CONTENT_TYPE, METRICS_TYPE)
                .send(metrics.now().getBytes(StandardCharsets.UTF_8));
    }

    private static String upOrDown(boolean up) {
        return up ? "UP" : "DOWN";
    }
}
