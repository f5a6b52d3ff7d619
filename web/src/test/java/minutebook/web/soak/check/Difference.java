package minutebook.web.soak.check;

/**
 * Something that is not as the book and the contract say.
 *
 * @param who whose history shows it
 * @param what for people, with positions
 */
public record Difference(Kind kind, String who, String what) {

    /** What is wrong. */
    public enum Kind {
        /** What was to come did not. */
        GAP,
        /** The same came twice. */
        DOUBLE,
        /** An earlier one came after a later one. */
        DISORDER,
        /** It came to somebody who may not see it, or is not to be told. */
        UNAUTHORISED,
        /** It came with another content. */
        ALTERED,
        /** There is no such thing in the book. */
        INVENTED,
        /** An answer knew less than was asked for. */
        OLD,
        /** It was acknowledged, and the book does not have it. */
        LOST,
        /** The book, or the server itself, is not as it must be. */
        BROKEN
    }

    @Override
    public String toString() {
        return "%-12s %s: %s".formatted(kind, who, what);
    }
}
