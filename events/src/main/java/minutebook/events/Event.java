package minutebook.events;

/**
 * Something that happened, and that nothing can undo. Events are flat, named in the past tense, and
 * carry their whole meaning; the book adds who caused them, when, and by which command.
 */
public interface Event {
    /** The stream that this event belongs to: the history of the one thing that it happened to. */
    StreamId stream();
}
