package minutebook.web.start;

/** A part that can be ended without its last words, since something of it would outlive us. */
@FunctionalInterface
public interface EndsAtOnce {

    /**
     * Ends it, while its ordinary end may be under way on another thread. Blocks for a second or so
     * at most; loses nothing that was acknowledged.
     */
    void endAtOnce();
}
