package minutebook.web.access;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.util.regex.Pattern;
import minutebook.queries.ReadModels;
import minutebook.web.access.Access.UserHandler;
import minutebook.web.http.Problem;

/**
 * The one way of all queries of users who are logged in: who asks, and the wait until the read
 * models have come as far as {@code Min-Position} says. Thread-safe.
 */
public final class Queries {
    private static final HeaderName MIN_POSITION = HeaderNames.create("Min-Position");
    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Access access;
    private final ReadModels models;

    public Queries(Access access, ReadModels models) {
        this.access = access;
        this.models = models;
    }

    public Handler user(UserHandler query) {
        return access.user(
                (request, response, caller) -> {
                    awaitPosition(request);
                    query.handle(request, response, caller);
                });
    }

    private void awaitPosition(ServerRequest request) throws InterruptedException {
        if (request.headers().contains(MIN_POSITION)) {
            String position = request.headers().get(MIN_POSITION).get();
            if (!POSITION.matcher(position).matches()) {
                throw Problem.of(400, "Min-Position is a position of the book: a whole number.");
            }
            if (!models.await(Long.parseLong(position), PATIENCE)) {
                throw Problem.unavailable("What is asked for has not come so far yet. Try again.");
            }
        }
    }
}
