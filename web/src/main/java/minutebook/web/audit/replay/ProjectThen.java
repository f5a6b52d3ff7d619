package minutebook.web.audit.replay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.events.book.RecordedEvent;
import minutebook.events.book.UnreadableEntry;
import minutebook.events.projects.ProjectEvent;
import minutebook.events.projects.ProjectEvent.CoachDesignated;
import minutebook.events.projects.ProjectEvent.CoachWithdrawn;
import minutebook.events.projects.ProjectEvent.MemberLeft;
import minutebook.events.projects.ProjectEvent.ParticipantInvited;
import minutebook.events.projects.ProjectEvent.ParticipantRemoved;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.events.projects.ProjectEvent.ProjectDeleted;
import minutebook.events.projects.ProjectEvent.ProjectHandedOver;
import minutebook.events.projects.ProjectEvent.ProjectRenamed;
import org.jspecify.annotations.Nullable;

/**
 * A project as it was at a point, folded from its events. Pure, and never changes.
 *
 * @param creator who created it; null: nobody who was logged in
 * @param deleted null: it is not; else all the rest is as it was just before
 * @param members in the order in which they became what they are
 */
record ProjectThen(
        ProjectId id,
        String title,
        Point created,
        @Nullable UserId creator,
        @Nullable Point deleted,
        SequencedMap<UserId, Membership> members) {

    /** What somebody is in a project. */
    enum Part {
        OWNER,
        COACH,
        PARTICIPANT;

        /** As it is sent. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Somebody in a project.
     *
     * @param joined since when they are in it, whatever as
     * @param since since when they are what they are
     */
    record Membership(UserId user, Part part, Point joined, Point since) {}

    /**
     * The project after one more event.
     *
     * @param before null: the event creates it
     * @throws UnreadableEntry if the event cannot be the next
     */
    static ProjectThen after(@Nullable ProjectThen before, RecordedEvent recorded) {
        return switch (recorded.event()) {
            case ProjectCreated it when before == null -> created(it, recorded);
            case ProjectEvent it when before != null && before.deleted == null ->
                    before.with(it, Point.of(recorded));
            default -> throw new UnreadableEntry(recorded.position());
        };
    }

    private static ProjectThen created(ProjectCreated event, RecordedEvent recorded) {
        Point point = Point.of(recorded);
        var nobody =
                new ProjectThen(
                        event.project(),
                        event.title(),
                        point,
                        recorded.actor(),
                        null,
                        new LinkedHashMap<>());
        ProjectThen project = nobody.as(event.owner(), Part.OWNER, point);
        for (UserId each : event.coaches()) {
            project = project.as(each, Part.COACH, point);
        }
        for (UserId each : event.participants()) {
            project = project.as(each, Part.PARTICIPANT, point);
        }
        return project;
    }

    private ProjectThen with(ProjectEvent event, Point point) {
        return switch (event) {
            case ProjectCreated _ -> throw new UnreadableEntry(point.position());
            case ProjectRenamed it ->
                    new ProjectThen(id, it.title(), created, creator, deleted, members);
            case ProjectHandedOver it ->
                    as(owner(), Part.COACH, point).as(it.owner(), Part.OWNER, point);
            case ParticipantInvited it -> as(it.participant(), Part.PARTICIPANT, point);
            case MemberLeft it -> without(it.member());
            case CoachDesignated it -> as(it.coach(), Part.COACH, point);
            case CoachWithdrawn it -> as(it.coach(), Part.PARTICIPANT, point);
            case ParticipantRemoved it -> without(it.participant());
            case ProjectDeleted _ -> new ProjectThen(id, title, created, creator, point, members);
        };
    }

    private ProjectThen as(UserId user, Part part, Point point) {
        var changed = new LinkedHashMap<>(members);
        Membership before = changed.remove(user);
        changed.put(
                user, new Membership(user, part, before == null ? point : before.joined(), point));
        return with(changed);
    }

    private ProjectThen without(UserId user) {
        var changed = new LinkedHashMap<>(members);
        changed.remove(user);
        return with(changed);
    }

    private ProjectThen with(SequencedMap<UserId, Membership> changed) {
        return new ProjectThen(id, title, created, creator, deleted, changed);
    }

    UserId owner() {
        return those(Part.OWNER).getFirst().user();
    }

    List<Membership> those(Part part) {
        return members.values().stream().filter(it -> it.part() == part).toList();
    }

    /** Who is in it so that they can see what is in it: nobody, when it is deleted. */
    Map<UserId, Membership> readers() {
        return deleted == null ? members : Map.of();
    }
}
