package minutebook.commands;

import java.time.Instant;
import minutebook.events.Event;

/**
 * The rules of one kind of thing. Pure: no clock, no database, no chance; what a rule needs to know
 * of the world arrives in the command.
 *
 * @param <C> what may be asked
 * @param <S> what the rules remember of the past
 * @param <E> what can happen
 */
public interface Decider<C, S, E extends Event> {

    /** The state before the first event. */
    S initial();

    /** The state after one more event. Never refuses: what happened, happened. */
    S evolve(S state, E event, Instant recordedAt);

    Decision<E> decide(C command, S state);
}
