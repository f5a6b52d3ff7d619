package minutebook.events.book.verify;

/** What can be wrong with a book. Of several that would explain the same rows, the first. */
public enum Flaw {
    /** A row is not there: a hole in the positions, or a tail that was numbered anew over it. */
    MISSING,
    /** A row is there that was not: without it, the next one follows. */
    INSERTED,
    /** A row stands where another one belongs, which stands further on. */
    SWAPPED,
    /**
     * A row is not what its hash was made of, or its hash is not. Also if the rows up to the one
     * before were written anew, hashes and all: nothing in the book tells the one from the other.
     */
    CHANGED,
    /** The rows end before the head says, or go on behind it, or there is no head. */
    CUT_OFF,
    /** All rows follow from each other, but end in another hash than is known. */
    REWRITTEN,
    /** A row follows from the one before, but its time falls or its stream's version jumps. */
    CONTRADICTORY,
    /** All rows are as they were written, but the book says that it is another one than it was. */
    EPOCH
}
