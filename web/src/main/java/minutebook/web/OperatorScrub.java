package minutebook.web;

import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import minutebook.queries.ReadModels;
import minutebook.web.database.Scrub;
import minutebook.web.start.CannotStart;

/** What was erased is scrubbed off the disk by the operator. */
final class OperatorScrub {

    /** The exit code where something is left. Any failure is a 1. */
    static final int SOMETHING_LEFT = 3;

    private static final Duration CATCHING_UP_MAX = Duration.ofMinutes(10);

    private final PrintStream out;

    OperatorScrub(PrintStream out) {
        this.out = out;
    }

    /**
     * Waits until all that is erased up to {@code position} is so everywhere, on whichever node.
     *
     * @throws CannotStart if that does not come
     */
    void awaitErasures(ReadModels models, long position) {
        out.println("Waiting until all who are erased in the book are erased everywhere.");
        try {
            if (models.await(position, CATCHING_UP_MAX)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new CannotStart(
                "The read models did not come to the end of the book: start the server and see why, then begin again.");
    }

    /**
     * Scrubs. Blocks: some seconds a gigabyte.
     *
     * @return the exit code: 0 or {@link #SOMETHING_LEFT}
     */
    int run(Scrub scrub) {
        try {
            List<String> left = scrub.run();
            left.forEach(it -> out.println("Left: " + it));
            out.println(
                    left.isEmpty()
                            ? "Done: nothing of erased people is left in this database. Backups are another matter."
                            : "Done, but for what is left. Backups are another matter.");
            return left.isEmpty() ? 0 : SOMETHING_LEFT;
        } catch (SQLException problem) {
            throw new CannotStart(
                    "The database cannot be scrubbed to the end: %s Begin again."
                            .formatted(problem.getMessage()),
                    problem);
        }
    }
}
