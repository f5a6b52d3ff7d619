package minutebook.queries;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How far the leaders of one schema are: one look serves all that follow on this node, since they
 * look again and again while answers wait, and all at the same time. Thread-safe.
 */
final class LeadersProgress {
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /** Who looks for the others may have lost the database. */
    private static final long PATIENCE_SECONDS = 1;

    private final ReentrantLock looking = new ReentrantLock();
    private volatile @Nullable Seen seen;

    private record Seen(Map<String, Long> positions, long atNanos) {
        boolean isFresh() {
            return System.nanoTime() - atNanos < FRESH_NANOS;
        }
    }

    /** The checkpoint as it was a moment ago. Blocks for a query; on the caller's connection. */
    OptionalLong of(String projector, Connection connection)
            throws SQLException, InterruptedException {
        Seen last = seen;
        if (last != null && last.isFresh()) {
            return find(last, projector);
        }
        if (!looking.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            return Checkpoints.find(connection, projector);
        }
        try {
            last = seen;
            if (last == null || !last.isFresh()) {
                last = look(connection);
                seen = last;
            }
            return find(last, projector);
        } finally {
            looking.unlock();
        }
    }

    private static Seen look(Connection connection) throws SQLException {
        long now = System.nanoTime();
        Map<String, Long> positions = new HashMap<>();
        Sql.list(
                connection,
                "select projector, position from checkpoint",
                row -> positions.put(row.getString(1), row.getLong(2)));
        return new Seen(Map.copyOf(positions), now);
    }

    private static OptionalLong find(Seen seen, String projector) {
        Long position = seen.positions().get(projector);
        return position == null ? OptionalLong.empty() : OptionalLong.of(position);
    }
}
