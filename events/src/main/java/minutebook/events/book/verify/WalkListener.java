package minutebook.events.book.verify;

/** Hears how far a walk is, several times a second, on its thread; may throw to end it. */
@FunctionalInterface
public interface WalkListener {

    /**
     * @param walked events until now
     * @param all events that will be walked; if one is not right, it may take some more to say why
     */
    void walked(long walked, long all);
}
