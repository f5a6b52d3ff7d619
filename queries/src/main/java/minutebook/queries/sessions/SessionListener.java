package minutebook.queries.sessions;

import java.time.Instant;
import java.util.UUID;
import minutebook.events.UserId;

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
     * All sessions of a user are over but {@code kept}, and but those that were opened at {@code
     * position} or later.
     */
    void userCutOff(UserId user, UUID kept, long position);
}
