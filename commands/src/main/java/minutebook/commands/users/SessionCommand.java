package minutebook.commands.users;

import java.util.UUID;
import minutebook.events.UserId;

/** What may be asked of a session. */
public sealed interface SessionCommand {
    UUID session();

    UserId user();

    /**
     * Logs in.
     *
     * @param session new, chosen by chance
     * @param credential that the password was found right by
     */
    record OpenSession(UUID session, UserId user, UUID credential) implements SessionCommand {}

    /**
     * Asks for a new token in the place of the one that came with this.
     *
     * @param token the position of the event that the older token was issued with
     */
    record ContinueSession(UUID session, UserId user, long token) implements SessionCommand {}

    /** Logs out. */
    record EndSession(UUID session, UserId user) implements SessionCommand {}
}
