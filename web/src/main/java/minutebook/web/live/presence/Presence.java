package minutebook.web.live.presence;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.events.sql.Connecting;

/**
 * Who is where at this moment, on any node. Of this node it is known at once, of the others some
 * milliseconds later; of a node that died, as long as {@link Heartbeat#voidAfter} after it. While
 * the database is away, all stay where they were last seen. Thread-safe; nothing blocks.
 */
public final class Presence implements AutoCloseable {
    private final OwnPresence own;
    private final Neighbours neighbours;

    /**
     * @param pool for short statements
     * @param dedicated opens a connection of our own, which is kept
     */
    public Presence(DataSource pool, Connecting dedicated, Heartbeat heartbeat) {
        UUID node = UUID.randomUUID();
        this.own = new OwnPresence(node, pool, heartbeat);
        this.neighbours = new Neighbours(node, dedicated, heartbeat);
    }

    /** Told of what other nodes say, on one thread. Must not block. */
    public interface Listener {
        /** Somebody came to a project's room on another node, or left it there. */
        void moved(ProjectId room);

        /** The streams of a session are to end. */
        void streamsEnded(UUID session);
    }

    /** Begins to tell, and to hear. */
    public void start(Listener listener) {
        neighbours.start(listener);
        own.start();
    }

    /** Somebody is there on this node, once more if they are already. */
    public void enters(Place place, UserId user) {
        own.enters(new Whereabouts(place, user));
    }

    /** The opposite of one {@link #enters}. */
    public void leaves(Place place, UserId user) {
        own.leaves(new Whereabouts(place, user));
    }

    /** Whether somebody is there, on any node. */
    public boolean isAt(Place place, UserId user) {
        return own.has(new Whereabouts(place, user)) || neighbours.have(place, user);
    }

    /** Who is there on other nodes. A copy. */
    public Set<UserId> elsewhere(Place place) {
        var users = new HashSet<UserId>();
        neighbours.addAt(place, users);
        return users;
    }

    /** All other nodes are told to end a session's streams. */
    public void endStreamsElsewhere(UUID session) {
        own.endStreams(session);
    }

    /** Takes leave of the other nodes. */
    @Override
    public void close() {
        own.close();
        neighbours.close();
    }
}
