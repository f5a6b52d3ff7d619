package minutebook.queries;

import java.util.OptionalLong;
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
        /**
         * Failed: keeps its checkpoint until the next start, or until somebody else gets further.
         */
        STOPPED,
        CLOSED
    }

    /** How it is. {@code error}: what kind of thing went wrong, in plain words, or null. */
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

    /** Somebody begins to wait for what is not yet reached. Never blocks. */
    default void awaited() {}

    /** All up to here can be read; 0: it is not known now. */
    long position();

    /**
     * The checkpoint with which all rows were written that can be read up to {@link #position}:
     * what another copy of the tables must show, to have them too. Empty: it has no tables.
     */
    default OptionalLong written() {
        return OptionalLong.empty();
    }

    Status status();

    /** Ends the thread, and waits for it, some seconds at most. */
    @Override
    void close();
}
