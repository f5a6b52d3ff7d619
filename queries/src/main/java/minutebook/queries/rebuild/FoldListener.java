package minutebook.queries.rebuild;

/**
 * Hears how far a fold is, after each of its batches, on its thread: may wait to let others work,
 * and may throw to end it.
 */
@FunctionalInterface
public interface FoldListener {

    /**
     * @param position all up to here is in the copy
     * @param to where the fold goes
     * @param workNanos how long the batch took
     */
    void folded(long position, long to, long workNanos);
}
