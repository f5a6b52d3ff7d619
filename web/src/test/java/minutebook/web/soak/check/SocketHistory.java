package minutebook.web.soak.check;

import java.time.Instant;
import java.util.List;

/** All that one client noted of a user's socket, over all its connections, in order. */
public record SocketHistory(String name, long user, List<Happening> happenings) {

    public sealed interface Happening {}

    /**
     * A room was joined with {@code since}: what was to be sent first has been sent.
     *
     * @param known a position that was acknowledged to somebody before it was asked for
     */
    public record Joined(long project, long known) implements Happening {}

    /** {@code item}: a message, as JSON. */
    public record Heard(String item, Instant at) implements Happening {}
}
