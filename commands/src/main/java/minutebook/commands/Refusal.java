package minutebook.commands;

import org.jspecify.annotations.Nullable;

/** Why a command is refused: an expected answer, not a failure. */
public interface Refusal {

    enum Kind {
        /** Who asks is not who they say. */
        UNAUTHENTICATED,
        /** The thing does not exist (any more). */
        NOT_FOUND,
        /** Who asks may not. */
        FORBIDDEN,
        /** The wish does not fit the state, or a field of it is wrong. */
        INVALID,
        /** Somebody else has it, or was faster. */
        CONFLICT,
        /** It was decided on what is no longer so. */
        STALE
    }

    Kind kind();

    /** The field of the request that is at fault, by its name on the wire; null: none. */
    @Nullable String field();

    /** What the client is told, as the contract has it. */
    String text();
}
