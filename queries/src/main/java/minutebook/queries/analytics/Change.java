package minutebook.queries.analytics;

import java.util.Objects;
import minutebook.events.book.RecordedEvent;
import minutebook.events.projects.ProjectEvent;
import minutebook.queries.projects.Roster;
import org.jspecify.annotations.Nullable;

/**
 * A project around one of its events.
 *
 * @param before null: it began with the event
 * @param after null: it ended with the event
 */
record Change(
        RecordedEvent record, ProjectEvent event, @Nullable Roster before, @Nullable Roster after) {

    /** As it is after the event, or was at the end. */
    Roster either() {
        return after != null ? after : Objects.requireNonNull(before);
    }
}
