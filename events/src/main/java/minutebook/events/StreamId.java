package minutebook.events;

import java.util.UUID;

/**
 * The name of a stream: {@code user-7}, {@code project-5}, {@code room-5}, {@code session-<uuid>}.
 * A stream is the history of one thing; its events are numbered 1, 2, 3 … (their <em>version</em>).
 */
public record StreamId(String name) {

    public static StreamId of(UserId user) {
        return new StreamId("user-" + user.value());
    }

    public static StreamId of(ProjectId project) {
        return new StreamId("project-" + project.value());
    }

    /**
     * The stream of what is said in a project; apart from the project's, so that talk never delays
     * a decision.
     */
    public static StreamId room(ProjectId project) {
        return new StreamId("room-" + project.value());
    }

    public static StreamId session(UUID session) {
        return new StreamId("session-" + session);
    }

    @Override
    public String toString() {
        return name;
    }
}
