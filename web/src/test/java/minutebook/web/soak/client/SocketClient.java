package minutebook.web.soak.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import minutebook.web.TestUser;
import minutebook.web.soak.check.SocketHistory;
import minutebook.web.soak.check.SocketHistory.Happening;
import minutebook.web.soak.check.SocketHistory.Heard;
import minutebook.web.soak.check.SocketHistory.Joined;
import org.jspecify.annotations.Nullable;

/**
 * A chat with a socket: is in the rooms of all its user's projects, is lost, leaves and returns,
 * and goes on in each room behind the last message that it heard there. Runs until it has joined
 * all rooms once more when all is settled.
 */
public final class SocketClient implements Runnable {
    /** The server pings every 25 s. */
    private static final long SILENCE_MILLIS_MAX = 45_000;

    private static final Duration ACK_WITHIN = Duration.ofSeconds(20);

    private final String name;
    private final TestUser user;
    private final Stage stage;
    private final Chance chance;
    private final Absences absences;
    private final LongFunction<List<Long>> projectsOf;
    private final UnaryOperator<String> pool;
    // Only the thread that reads notes, and there is one at a time.
    private final List<Happening> happenings = new ArrayList<>();
    private final Map<Long, Long> lastHeard = new ConcurrentHashMap<>();
    private volatile @Nullable SocketIo connection;
    private volatile boolean complete;

    /** {@code pool}: see {@link EventSource#open}. */
    public SocketClient(
            String name,
            TestUser user,
            Stage stage,
            Chance chance,
            Absences absences,
            LongFunction<List<Long>> projectsOf,
            UnaryOperator<String> pool) {
        this.name = name;
        this.user = user;
        this.stage = stage;
        this.chance = chance;
        this.absences = absences;
        this.projectsOf = projectsOf;
        this.pool = pool;
    }

    @Override
    public void run() {
        try {
            while (!complete && !stage.isOver()) {
                stage.pause(connect());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Milliseconds after which to come again. */
    private long connect() throws InterruptedException {
        boolean last = stage.isSettled();
        Thread reader = null;
        try (SocketIo io = SocketIo.open(user.server(), String.valueOf(user.token()))) {
            stage.count(Counted.SOCKETS_OPENED);
            reader = Thread.startVirtualThread(() -> io.read(SILENCE_MILLIS_MAX, this::heard));
            complete = join(io) && last;
            connection = io;
            return stay(reader);
        } catch (IOException refused) {
            return absences.retryMillis();
        } finally {
            connection = null;
            if (reader != null) {
                reader.join();
            }
        }
    }

    private long stay(Thread reader) throws InterruptedException {
        long left = complete ? 1 : Math.max(1, chance.around(absences.thereMillisMean()));
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(left);
        boolean gone = false;
        boolean settledBefore = stage.isSettled();
        while (!gone && System.nanoTime() < until && stage.isSettled() == settledBefore) {
            gone = reader.join(Duration.ofMillis(Math.min(left, 500)));
        }
        return gone ? absences.retryMillis() : chance.around(absences.awayMillisMean());
    }

    /** Whether it could ask for all rooms, and was answered. */
    private boolean join(SocketIo io) throws InterruptedException {
        var answers = new ArrayList<CompletableFuture<JsonNode>>();
        for (long project : projectsOf.apply(user.id())) {
            long known = stage.known();
            ObjectNode wish =
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("project_id", project)
                            .put("since", lastHeard.getOrDefault(project, 0L));
            answers.add(io.ask("join_project", wish, answer -> joined(project, known, answer)));
        }
        try {
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                    .get(ACK_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException lost) {
            return false;
        }
    }

    private void joined(long project, long known, JsonNode answer) {
        // Who is no member any more is told so instead.
        if (answer.isArray()) {
            happenings.add(new Joined(project, known));
        }
    }

    private void heard(String event, JsonNode data) {
        if (event.equals("receive_message")) {
            stage.count(Counted.MESSAGES);
            happenings.add(new Heard(pool.apply(data.toString()), Instant.now()));
            long project = Content.project(data.path("content").asText());
            lastHeard.put(project, data.path("id").asLong());
        }
    }

    /** What the user can say something over now; null: they are away. */
    @Nullable SocketIo connection() {
        return connection;
    }

    /** All that it noted; when it has ended. */
    public SocketHistory history() {
        return new SocketHistory(name, user.id(), List.copyOf(happenings));
    }
}
