package minutebook.web.soak.client;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import minutebook.web.TestUser;
import minutebook.web.soak.check.StreamHistory;
import minutebook.web.soak.check.StreamHistory.Block;
import minutebook.web.soak.check.StreamHistory.Connection;
import org.jspecify.annotations.Nullable;

/**
 * A tab with a stream: reads, is lost, leaves and returns, and goes on behind the last event that
 * it has read whole. Runs until it has come to the end of the book.
 */
public final class StreamClient implements Runnable {
    /** Two beats of the server: a stream is never silent for longer. */
    private static final long SILENCE_MILLIS_MAX = 35_000;

    private final String name;
    private final TestUser user;
    private final Doors doors;
    private final Stage stage;
    private final Chance chance;
    private final Absences absences;
    private final UnaryOperator<String> pool;
    private final List<Connection> connections = new ArrayList<>();
    private @Nullable String lastEventId;
    private volatile long reached = -1;

    /** {@code pool}: see {@link EventSource#open}. */
    public StreamClient(
            String name,
            TestUser user,
            Doors doors,
            Stage stage,
            Chance chance,
            Absences absences,
            UnaryOperator<String> pool) {
        this.name = name;
        this.user = user;
        this.doors = doors;
        this.stage = stage;
        this.chance = chance;
        this.absences = absences;
        this.pool = pool;
    }

    @Override
    public void run() {
        try {
            while (!stage.isComplete(reached)) {
                stage.pause(connection());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Milliseconds after which to come again. */
    private long connection() {
        String token = String.valueOf(user.token());
        long known = doors.known().getAsLong();
        try (var source = EventSource.open(doors.pick(chance), token, lastEventId, pool)) {
            stage.count(Counted.STREAMS_OPENED);
            var blocks = new ArrayList<Block>();
            connections.add(new Connection(lastEventId, known, blocks));
            try {
                read(source, blocks);
                return chance.around(absences.awayMillisMean());
            } catch (IOException lost) {
                return source.retryMillis();
            }
        } catch (IOException refused) {
            return absences.retryMillis();
        }
    }

    /** Until it has all, or wants to leave. */
    private void read(EventSource source, List<Block> blocks) throws IOException {
        long stays = chance.around(absences.thereMillisMean());
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(stays);
        while (!stage.isComplete(reached)) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0) {
                return;
            }
            try {
                note(source.next(Math.min(left, SILENCE_MILLIS_MAX)), blocks);
            } catch (SocketTimeoutException silent) {
                if (left > SILENCE_MILLIS_MAX) {
                    stage.count(Counted.SILENCES);
                }
                return;
            }
        }
    }

    private void note(Block block, List<Block> blocks) {
        blocks.add(block);
        if (block.id().isEmpty()) {
            stage.count(Counted.HINTS);
            return;
        }
        lastEventId = block.id();
        reached = position(block.id());
        if (!block.event().isEmpty()) {
            stage.count(Counted.NOTIFICATIONS);
        }
    }

    private static long position(String id) {
        String number = id.substring(id.lastIndexOf('-') + 1);
        return number.matches("[0-9]{1,18}") ? Long.parseLong(number) : -1;
    }

    /** All that it noted; when it has ended. */
    public StreamHistory history() {
        return new StreamHistory(name, user.id(), List.copyOf(connections));
    }

    /** The last position that it was told. */
    public long reached() {
        return reached;
    }
}
