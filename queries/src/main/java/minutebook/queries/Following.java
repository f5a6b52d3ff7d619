package minutebook.queries;

import org.jspecify.annotations.Nullable;

/**
 * Something that follows the book on a thread of its own, and that answers may have to wait for.
 */
public interface Following extends AutoCloseable {

    enum State {
        STARTING,
        /** Reads the book and writes its rows. */
        LEADING,
        /** Another node writes the rows; this one learns how far they are. */
        WATCHING,
        /** The database is away, and is tried again. */
        RETRYING,
        /** Failed: keeps its checkpoint until the next start. */
        STOPPED,
        CLOSED
    }

    /** How it is. {@code error}: the class of what went wrong, and nothing of its text. */
    record Status(String name, State state, long position, @Nullable String error) {}

    /** Who is told that it moved. */
    interface Waiting {
        /** The position or the state changed. Never blocks. */
        void moved();

        /** Whether anybody waits for a position that is not yet reached. */
        boolean anybody();
    }

    /** Begins to follow, once. Does not wait for anything. */
    void start(Waiting waiting);

    /** All up to here can be read. */
    long position();

    Status status();

    /** Ends the thread, and waits for it, some seconds at most. */
    @Override
    void close();
}
