package minutebook.web.audit.replay;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minutebook.events.ProjectId;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.book.BookEntry;
import minutebook.events.book.EntryFilter;
import minutebook.events.book.Moment;
import minutebook.events.book.RecordedEvent;
import minutebook.events.projects.ProjectEvent;
import minutebook.queries.users.UserItem;
import minutebook.web.audit.replay.Slice.Place;
import org.jspecify.annotations.Nullable;

/** What happened to a project, page by page, with the names of then. Thread-safe; blocks. */
final class History {

    /**
     * One event, in plain words.
     *
     * @param type its stored name
     * @param actor null: nobody who was logged in
     */
    record Told(Point point, String type, @Nullable UserItem actor, String sentence) {}

    /** Of a project: {@code slice} says where in it. */
    record Part(Slice slice, List<Told> told) {}

    private final Past past;

    History(Past past) {
        this.past = past;
    }

    /** {@code messages}: whether what was sent is told, too. */
    Part part(ProjectId project, boolean messages, Place place, long upTo, int limit) {
        var filter =
                messages
                        ? new EntryFilter(null, null, null, project, null)
                        : Past.of(StreamId.of(project));
        Slice slice = Slice.of(past.entries(), filter, place, upTo, limit);
        return new Part(slice, tell(project, slice.entries()));
    }

    private List<Told> tell(ProjectId project, List<BookEntry> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        List<Told> told = new ArrayList<>();
        List<Step> steps = steps(project, entries);
        Map<Moment, UserItem> names = past.names(moments(steps));
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            RecordedEvent it = step.recorded();
            told.add(
                    new Told(
                            Point.of(it),
                            entries.get(i).row().type(),
                            it.actor() == null ? null : name(it.actor(), it, names),
                            Sentences.of(it, step.before(), user -> name(user, it, names))
                                    .orElse("")));
        }
        return List.copyOf(told);
    }

    /** An event, and the project just before it. */
    private record Step(RecordedEvent recorded, @Nullable ProjectThen before) {}

    private List<Step> steps(ProjectId project, List<BookEntry> entries) {
        @Nullable ProjectThen then =
                past.findProject(project, entries.getFirst().position() - 1).orElse(null);
        var steps = new ArrayList<Step>(entries.size());
        for (BookEntry entry : entries) {
            RecordedEvent recorded = entry.recorded();
            steps.add(new Step(recorded, then));
            if (recorded.event() instanceof ProjectEvent) {
                then = ProjectThen.after(then, recorded);
            }
        }
        return steps;
    }

    private static Set<Moment> moments(List<Step> steps) {
        var moments = new HashSet<Moment>();
        for (Step step : steps) {
            long position = step.recorded().position();
            UserId actor = step.recorded().actor();
            if (actor != null) {
                moments.add(new Moment(actor, position));
            }
            for (UserId user : Sentences.named(step.recorded(), step.before())) {
                moments.add(new Moment(user, position));
            }
        }
        return moments;
    }

    private static UserItem name(UserId user, RecordedEvent then, Map<Moment, UserItem> names) {
        return names.getOrDefault(new Moment(user, then.position()), Past.unknown(user));
    }
}
