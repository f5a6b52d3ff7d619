package minutebook.commands;

import minutebook.events.UserId;
import org.jspecify.annotations.Nullable;

/** Says who may do anything at all. */
public interface Actors {

    /**
     * @param latest as the book has it at this moment, and not only as this node knows it
     */
    Standing standing(UserId actor, boolean latest);

    /**
     * @param version of the actor's stream that this is said on
     * @param refusal why the actor may do nothing; null: they may
     */
    record Standing(long version, @Nullable Refusal refusal) {}
}
