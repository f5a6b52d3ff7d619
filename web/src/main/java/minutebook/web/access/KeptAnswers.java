package minutebook.web.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.helidon.common.uri.UriQuery;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import minutebook.events.UserId;
import minutebook.queries.changes.Concern;
import minutebook.queries.changes.LastChanges;
import minutebook.web.http.Answers;
import minutebook.web.http.Json;
import org.jspecify.annotations.Nullable;

/**
 * Queries whose answers are kept as they were sent, each for the one user who asked and for what
 * they asked, and sent again as long as nothing has changed that they are about. Thread-safe;
 * bounded: small answers alone, and of those what is asked for most.
 */
public final class KeptAnswers {
    private static final int BYTES_MAX = 16 << 20;
    private static final int BYTES_OF_ONE_MAX = 64 << 10;

    /** What an entry takes beside its texts. */
    private static final int BYTES_BESIDE = 500;

    /** Nobody's words stay in memory for longer, whatever is erased meanwhile. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Queries queries;
    private final LastChanges changes;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final Cache<Key, Kept> kept =
            Caffeine.newBuilder()
                    .maximumWeight(BYTES_MAX)
                    .weigher(KeptAnswers::weight)
                    .expireAfterWrite(KEPT)
                    .scheduler(Scheduler.systemScheduler())
                    .executor(Runnable::run)
                    .build();

    public KeptAnswers(Queries queries, LastChanges changes) {
        this.queries = queries;
        this.changes = changes;
    }

    /**
     * What is answered.
     *
     * @param body to be written as JSON; depends on who asks, on the request's path and query, and
     * @param concerns in the read models, on nothing but these
     */
    public record Answer(Object body, List<Concern> concerns) {
        public Answer {
            concerns = List.copyOf(concerns);
        }
    }

    /** Asks the read models. */
    @FunctionalInterface
    public interface Question {
        Answer ask(ServerRequest request, Caller caller);
    }

    private record Key(UserId viewer, String path, String query) {}

    @SuppressWarnings("ArrayRecordComponent") // Never compared, and nobody writes to it.
    private record Kept(byte[] json, long since, List<Concern> concerns) {}

    /** A query of a user who is logged in. */
    public Handler user(Question question) {
        return user(question, (_, _) -> {});
    }

    /** The same; {@code heading}: is given the answer's text, and adds headers to it. */
    public Handler user(Question question, BiConsumer<ServerResponse, byte[]> heading) {
        return queries.user(
                (request, response, caller) -> {
                    byte[] json = json(question, request, caller);
                    heading.accept(response, json);
                    Answers.sendJson(response, 200, json);
                });
    }

    private byte[] json(Question question, ServerRequest request, Caller caller)
            throws InterruptedException {
        UriQuery query = request.query();
        var key =
                new Key(
                        caller.user(),
                        request.path().rawPath(),
                        query.isEmpty() ? "" : query.rawValue());
        @Nullable Kept known = kept.getIfPresent(key);
        if (known != null && changes.isUnchanged(known.since(), known.concerns())) {
            hits.increment();
            return known.json();
        }
        misses.increment();
        long since = changes.now();
        Answer answer = question.ask(request, caller);
        byte[] json = Json.write(answer.body());
        if (json.length <= BYTES_OF_ONE_MAX) {
            kept.put(key, new Kept(json, since, answer.concerns()));
        }
        return json;
    }

    /** How many answers were sent again. */
    public long hits() {
        return hits.sum();
    }

    /** How many were asked for anew. */
    public long misses() {
        return misses.sum();
    }

    private static int weight(Key key, Kept kept) {
        return BYTES_BESIDE
                + kept.json().length
                + 2 * (key.path().length() + key.query().length())
                + 40 * kept.concerns().size();
    }
}
