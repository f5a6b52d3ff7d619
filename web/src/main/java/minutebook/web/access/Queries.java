package minutebook.web.access;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import minutebook.queries.ReadModels;
import minutebook.web.access.Access.UserHandler;
import minutebook.web.database.Replicas;
import minutebook.web.http.Problem;
import minutebook.web.http.Problems;

/**
 * The one way of all queries of users who are logged in: who asks, and the wait until the read
 * models have come as far as {@code Min-Position} says. Thread-safe.
 */
public final class Queries {
    private static final HeaderName MIN_POSITION = HeaderNames.create("Min-Position");
    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Access access;
    private final Crowd crowd;
    private final ReadModels models;
    private final Replicas replicas;
    private final BooleanSupplier away;

    /** {@code away}: whether the database is known to be away; never blocks. */
    public Queries(
            Access access,
            Crowd crowd,
            ReadModels models,
            Replicas replicas,
            BooleanSupplier away) {
        this.replicas = replicas;
        this.access = access;
        this.crowd = crowd;
        this.models = models;
        this.away = away;
    }

    public Handler user(UserHandler query) {
        return access.user(
                (request, response, caller) -> {
                    crowd.enter();
                    try {
                        awaitPosition(request);
                        replicas.read(
                                () -> query.handle(request, response, caller),
                                Problems::isDatabaseAway,
                                () -> response.isSent() || response.bytesWritten() > 0);
                    } finally {
                        crowd.leave();
                    }
                });
    }

    private void awaitPosition(ServerRequest request) throws InterruptedException {
        if (request.headers().contains(MIN_POSITION)) {
            String position = request.headers().get(MIN_POSITION).get();
            if (!POSITION.matcher(position).matches()) {
                throw Problem.of(400, "Min-Position is a position of the book: a whole number.");
            }
            // What nobody writes now, nobody need wait for.
            Duration patience = away.getAsBoolean() ? Duration.ZERO : PATIENCE;
            if (!models.await(Long.parseLong(position), patience)) {
                throw Problem.unavailable("What is asked for has not come so far yet. Try again.");
            }
        }
    }
}
