package minutebook.events.book.verify;

/** What came of a walk. */
public sealed interface Verdict {

    /**
     * All that was walked is as it was written.
     *
     * @param to {@code from - 1}: there was nothing to walk
     * @param hash of the row at {@code to}: 32 bytes
     */
    record Whole(long from, long to, byte[] hash) implements Verdict {
        public long events() {
            return to - from + 1;
        }
    }

    /**
     * It is not.
     *
     * @param position the first that is not as it was written; with {@link Flaw#REWRITTEN}, where
     *     this shows
     * @param sentence the same for people, and what it was told by
     */
    record Broken(long position, Flaw flaw, String sentence) implements Verdict {}
}
