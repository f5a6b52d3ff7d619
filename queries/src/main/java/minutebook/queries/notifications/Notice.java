package minutebook.queries.notifications;

/**
 * A notification as one user gets it.
 *
 * @param position of the event in the book, of which the id that the client sees is made
 * @param event its name on the stream: {@code action_project}, {@code action_user}
 * @param payload JSON, one line
 */
public record Notice(long position, String event, String payload) {}
