package minutebook.commands.erasure;

import java.util.List;
import minutebook.events.ProjectId;
import minutebook.events.UserId;

/** Which projects somebody is in: what is decided on must not be far behind the book. */
@FunctionalInterface
public interface Memberships {

    /**
     * Reads them. Blocks.
     *
     * @throws minutebook.events.book.AppendFailure.BookUnavailable if it is not known now
     */
    Found of(UserId user);

    /**
     * All those that the user was brought into up to {@code position}, and has not left since;
     * perhaps also others.
     */
    record Found(long position, List<ProjectId> projects) {
        public Found {
            projects = List.copyOf(projects);
        }
    }
}
