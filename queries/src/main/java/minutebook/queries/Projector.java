package minutebook.queries;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import minutebook.events.Event;
import minutebook.events.book.RecordedEvent;

/**
 * Turns events into the rows of one read model. Its tables are its own: nobody else writes them,
 * and it reads no others, so that it can be rebuilt alone. Its SQL names no schema, so that a copy
 * of the tables can be filled beside the first. Called by one thread at a time.
 */
public interface Projector {

    /** Never changes: the checkpoint and the lock are known by it. */
    String name();

    /** Its tables, which are emptied before it starts from nothing. */
    List<String> tables();

    /**
     * Whether its rows follow from the book alone, so that without a checkpoint it starts from
     * nothing. Where they do not, a checkpoint that is missing is a failure.
     */
    default boolean isRebuildable() {
        return true;
    }

    /**
     * What it has to read of the book: classes of events, or interfaces that stand for all of
     * theirs. All that {@link #concerns} it is among them.
     */
    default List<Class<? extends Event>> kinds() {
        return List.of(Event.class);
    }

    /**
     * Those of its tables to which it only adds rows, but for events that {@link #looksBack}: a
     * copy that is filled from nothing has their keys and indexes made at its end, which costs a
     * quarter of keeping them all the time.
     */
    default List<String> onlyAddedTo() {
        return List.of();
    }

    /** Whether an event looks for rows in the tables of {@link #onlyAddedTo}. Pure. */
    default boolean looksBack(Event event) {
        return false;
    }

    /** Whether an event changes its rows. Pure. */
    boolean concerns(Event event);

    /**
     * Applies the events that concern it, one or more, in order, in the transaction of {@code
     * connection}, in a handful of statements however many they are. Many at once come to the same
     * as one by one. When it fails, the transaction is undone and nothing of it may be left in
     * memory.
     */
    void project(List<RecordedEvent> events, Transaction transaction) throws SQLException;

    /**
     * How long events are gathered after the first before they are handed over, at most some
     * thousands: fewer and larger batches cost less. Zero where answers wait for the rows.
     */
    default Duration gathers() {
        return Duration.ZERO;
    }

    /**
     * The rows of all events up to {@code position} are committed, by this node; or what came since
     * the last that was observed changes none. Must not block for long.
     */
    default void projected(long position) {}

    /**
     * The same, but another node wrote them, and this one has only seen the checkpoint: also when
     * it takes the lead. After a restart from nothing the position is lower than before.
     */
    default void observed(long position) {}
}
