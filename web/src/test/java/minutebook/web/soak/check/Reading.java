package minutebook.web.soak.check;

import java.time.Instant;

/**
 * A question that somebody asked, and the answer.
 *
 * @param min the {@code Min-Position} that was sent: the answer is to know at least so much
 * @param at when it was answered
 * @param body JSON
 */
public record Reading(
        String name, long user, Subject subject, long min, int status, String body, Instant at) {

    /** What was asked for. */
    public sealed interface Subject {}

    /** {@code GET /api/v1/projects/<id>}. */
    public record OfProject(long project) implements Subject {}

    /** {@code GET /api/v1/messages/<id>?per_page=…}: the newest. */
    public record OfRoom(long project, int perPage) implements Subject {}

    /** {@code GET /api/v1/notifications?per_page=…}: the newest. */
    public record OfInbox(int perPage) implements Subject {}
}
