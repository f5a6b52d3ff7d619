package minutebook.queries.sessions;

import java.time.Instant;
import java.util.UUID;
import minutebook.events.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Is told when tokens die, so that streams and sockets can be ended at once, on every node. Called
 * on the thread that follows the book: must not block, nor throw.
 */
public interface SessionListener {

    /** The session is over, with all of its tokens. */
    void sessionEnded(UUID session);

    /** The session has a new token, issued at this time; what goes on, goes on until its end. */
    void sessionContinued(UUID session, Instant at);

    /**
     * All sessions of a user are over but {@code kept} (null: none is kept), and but those that
     * were opened at {@code position} or later.
     */
    void userCutOff(UserId user, @Nullable UUID kept, long position);

    /** The same for all sessions; and the user is to be told of the event at {@code position}. */
    void userArchived(UserId user, long position);
}
