package minutebook.web.audit.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import minutebook.events.Event;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.events.book.BookEntries.Page;
import minutebook.events.book.BookEntry;
import minutebook.events.book.EntryFilter;
import minutebook.events.book.EntryRange;
import minutebook.events.projects.ProjectEvent;
import minutebook.events.projects.ProjectEvent.ParticipantInvited;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.web.audit.replay.ProjectThen.Membership;

/**
 * In which projects somebody was at a point. The book has no index of that: so it looks at one
 * event after the other, up to {@value #POSITIONS_MAX} at once, and says how far it came.
 */
final class Memberships {
    private static final long POSITIONS_MAX = 1_000_000;

    /** One of them: each is found where the user came into it, once. */
    record Found(ProjectThen project, Membership membership) {}

    /**
     * Some of them, in the order in which the user came into them.
     *
     * @param looked all into which the user came up to here, inclusive, are among them
     */
    record Some(List<Found> projects, long looked) {}

    private final Past past;

    Memberships(Past past) {
        this.past = past;
    }

    /** Those into which the user came at a position above {@code after}. Blocks. */
    Some of(UserId user, Point point, long after, int limit) {
        var found = new ArrayList<Found>();
        long end = Math.min(point.position(), after + POSITIONS_MAX);
        EntryRange left = EntryRange.after(Math.min(after, end), end);
        while (!left.isOver() && found.size() < limit) {
            Page created = page("project-created", user, left, limit - found.size());
            Page invited = page("participant-invited", user, left, limit - found.size());
            long looked = Math.min(created.looked(), invited.looked());
            Stream.of(created, invited)
                    .flatMap(page -> page.entries().stream())
                    .filter(entry -> entry.position() <= looked)
                    .sorted(Comparator.comparingLong(BookEntry::position))
                    .flatMap(entry -> came(user, entry, point).stream())
                    .forEach(found::add);
            left = EntryRange.after(looked, end);
        }
        return new Some(List.copyOf(found), left.at());
    }

    private Page page(String type, UserId user, EntryRange range, int limit) {
        return past.entries().page(new EntryFilter(null, type, null, null, user), range, limit);
    }

    /** Empty: it was somebody else who came in here, or the user has left again since. */
    private Optional<Found> came(UserId user, BookEntry entry, Point point) {
        Event event = entry.recorded().event();
        return event instanceof ProjectEvent it && comesInto(user, it)
                ? still(user, it.project(), entry.position(), point)
                : Optional.empty();
    }

    private Optional<Found> still(UserId user, ProjectId id, long joined, Point point) {
        return past.findProject(id, point.position())
                .flatMap(
                        project ->
                                Optional.ofNullable(project.readers().get(user))
                                        .filter(it -> it.joined().position() == joined)
                                        .map(it -> new Found(project, it)));
    }

    private static boolean comesInto(UserId user, ProjectEvent event) {
        return switch (event) {
            case ProjectCreated it ->
                    it.owner().equals(user)
                            || it.coaches().contains(user)
                            || it.participants().contains(user);
            case ParticipantInvited it -> it.participant().equals(user);
            default -> false;
        };
    }
}
