package minutebook.web.access;

import java.time.Instant;
import java.util.UUID;
import minutebook.events.UserId;

/**
 * Who asks, as a valid token says.
 *
 * @param session the log-in that the token came from
 * @param tokenPosition of the event that the token was issued with
 * @param expires when the token does
 */
public record Caller(UserId user, UUID session, long tokenPosition, Instant expires) {}
