package minutebook.commands;

import java.util.List;
import java.util.Map;
import minutebook.events.Event;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.book.Append.Claim;
import minutebook.events.book.Append.NotJoined;
import minutebook.events.book.AppendFailure.ClaimTaken;
import org.jspecify.annotations.Nullable;

/**
 * One matter to be decided: for whom, on which stream's state, by which rule, and which unique
 * things a yes takes or gives back.
 *
 * @param <S> the state of the stream that is decided on
 * @param <E> what can follow
 */
public interface Matter<S, E extends Event> {

    /** Whose command it is; null: nobody's who is logged in. */
    @Nullable UserId actor();

    /** The stream that is decided on. */
    StreamId subject();

    /** The rule. Pure: it may be asked several times. The actor may do what all users may. */
    Decision<E> decide(Folded<S> subject, People people);

    /** Whether the subject is what the events are written to, or only what is decided on. */
    default boolean writesSubject() {
        return true;
    }

    /** What must be there before the events that name it are. Called once. */
    default void prepare() {}

    /** Events of other streams that a yes writes behind its own. Asked after the rule. */
    default List<? extends Event> alongside() {
        return List.of();
    }

    /** Other streams that the rule has looked at, and their versions. Asked after the rule. */
    default Map<StreamId, Long> others() {
        return Map.of();
    }

    /** What else a yes holds on. Asked after the rule. */
    default @Nullable NotJoined notJoined() {
        return null;
    }

    default List<Claim> claims(S before, List<E> events) {
        return List.of();
    }

    default List<Claim> releases(S before, List<E> events) {
        return List.of();
    }

    /** How it ends when a unique thing that it claims is held already. */
    default Outcome taken(ClaimTaken taken) {
        throw new IllegalStateException("Nothing was claimed of " + subject(), taken);
    }
}
