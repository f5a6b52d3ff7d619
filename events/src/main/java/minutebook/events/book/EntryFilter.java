package minutebook.events.book;

import java.util.List;
import java.util.Optional;
import minutebook.events.ProjectId;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Which entries an auditor wants to see; all that is given must fit.
 *
 * @param type a stored name: one of {@link BookEntries#types}
 * @param actor whose command it was
 * @param project whose history it is of, or whose room's: the streams {@code project-5} and {@code
 *     room-5}
 * @param user whose command it was, or who is named in the event by their number
 */
public record EntryFilter(
        @Nullable StreamId stream,
        @Nullable String type,
        @Nullable UserId actor,
        @Nullable ProjectId project,
        @Nullable UserId user) {

    /** Everything fits. */
    public static final EntryFilter ALL = new EntryFilter(null, null, null, null, null);

    /** The only streams in which something can fit; empty: any. */
    Optional<List<StreamId>> streams() {
        List<StreamId> ofProject =
                project == null ? List.of() : List.of(StreamId.of(project), StreamId.room(project));
        if (stream == null) {
            return project == null ? Optional.empty() : Optional.of(ofProject);
        }
        return Optional.of(
                project == null || ofProject.contains(stream) ? List.of(stream) : List.of());
    }

    boolean fits(StoredEvent row) {
        return (type == null || type.equals(row.type()))
                && (actor == null || actor.equals(row.actor()))
                && (user == null || user.equals(row.actor()) || Named.in(row, user))
                && streams().map(those -> those.contains(row.stream())).orElse(true);
    }
}
