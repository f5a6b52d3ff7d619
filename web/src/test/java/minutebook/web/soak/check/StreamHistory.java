package minutebook.web.soak.check;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that one client noted of a user's stream, over all its connections. */
public record StreamHistory(String name, long user, List<Connection> connections) {

    /**
     * From one opening to its loss.
     *
     * @param lastEventId with which it was opened; null: with none
     * @param known a position that was acknowledged to somebody before it was opened
     * @param blocks what was read whole, in order
     */
    public record Connection(@Nullable String lastEventId, long known, List<Block> blocks) {}

    /** The fields of a block; empty where they are absent. */
    public record Block(String id, String event, String data, Instant at) {}
}
