package minutebook.web.soak.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** How soon it notices that its user is in another project. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final String name;
    private final TestUser user;
    private final Doors doors;
    private final Stage stage;
    private final Chance chance;
    private final Absences absences;
    private final LongFunction<List<Long>> projectsOf;
    private final UnaryOperator<String> pool;
    // Only the thread that reads notes, and there is one at a time.
    private final List<Happening> happenings = new ArrayList<>();
    private final Map<Long, Last> heard = new ConcurrentHashMap<>();
    // The rooms where it is on this connection, and where it has been on it.
    private final Set<Long> in = ConcurrentHashMap.newKeySet();
    private final Set<Long> been = new HashSet<>();
    private volatile @Nullable SocketIo connection;
    private volatile boolean everywhere;
    private volatile boolean complete;

    /** The last message that it heard in a room. */
    private record Last(long id, String eventId) {}

    /** {@code pool}: see {@link EventSource#open}. */
    public SocketClient(
            String name,
            TestUser user,
            Doors doors,
            Stage stage,
            Chance chance,
            Absences absences,
            LongFunction<List<Long>> projectsOf,
            UnaryOperator<String> pool) {
        this.name = name;
        this.user = user;
        this.doors = doors;
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
        in.clear();
        been.clear();
        Thread reader = null;
        try (SocketIo io = SocketIo.open(doors.pick(chance), String.valueOf(user.token()))) {
            stage.count(Counted.SOCKETS_OPENED);
            reader = Thread.startVirtualThread(() -> io.read(SILENCE_MILLIS_MAX, this::heard));
            complete = join(io) && everywhere && last;
            connection = io;
            return stay(io, reader, last);
        } catch (IOException refused) {
            return absences.retryMillis();
        } finally {
            connection = null;
            if (reader != null) {
                reader.join();
            }
        }
    }

    /** Until it is lost, or wants to leave, or is to come once more. */
    private long stay(SocketIo io, Thread reader, boolean last) throws InterruptedException {
        long until = System.nanoTime() + nanos(chance.around(absences.thereMillisMean()));
        boolean gone = false;
        while (!gone && !complete && stage.isSettled() == last && System.nanoTime() < until) {
            gone = reader.join(LOOK_EVERY) || !join(io);
            complete = last && everywhere && !gone;
        }
        return gone ? absences.retryMillis() : chance.around(absences.awayMillisMean());
    }

    private static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** Goes to the rooms where it is not yet; false: not all answered. */
    private boolean join(SocketIo io) throws InterruptedException {
        List<Long> projects = projectsOf.apply(user.id());
        in.retainAll(projects);
        everywhere = true;
        var answers = new ArrayList<CompletableFuture<JsonNode>>();
        for (long project : projects) {
            if (in.add(project)) {
                // Who was removed and is back may not have been put out: nothing is to come twice.
                if (!been.add(project) && !answered(List.of(leave(io, project)))) {
                    return false;
                }
                answers.add(join(io, project));
            }
        }
        return answered(answers);
    }

    private static boolean answered(List<CompletableFuture<JsonNode>> answers)
            throws InterruptedException {
        try {
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                    .get(ACK_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException lost) {
            return false;
        }
    }

    private static CompletableFuture<JsonNode> leave(SocketIo io, long project) {
        return io.ask("leave_project", wish(project), _ -> {});
    }

    private CompletableFuture<JsonNode> join(SocketIo io, long project) {
        long known = doors.known().getAsLong();
        ObjectNode wish = wish(project);
        Last last = heard.get(project);
        // Either is good.
        if (last == null) {
            wish.put("since", 0);
        } else if (chance.isIn(50)) {
            wish.put("since", last.id());
        } else {
            wish.put("since", last.eventId());
        }
        return io.ask("join_project", wish, answer -> joined(project, known, answer));
    }

    private static ObjectNode wish(long project) {
        return JsonNodeFactory.instance.objectNode().put("project_id", project);
    }

    private void joined(long project, long known, JsonNode answer) {
        if (answer.isArray()) {
            happenings.add(new Joined(project, known));
        } else if (!Refusals.areFinal(answer)) {
            in.remove(project);
            everywhere = false;
        }
    }

    private void heard(String event, JsonNode data) {
        if (event.equals("receive_message")) {
            stage.count(Counted.MESSAGES);
            happenings.add(new Heard(pool.apply(data.toString()), Instant.now()));
            heard.put(
                    Content.project(data.path("content").asText()),
                    new Last(data.path("id").asLong(), data.path("event_id").asText()));
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
