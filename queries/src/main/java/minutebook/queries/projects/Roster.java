package minutebook.queries.projects;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
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
import minutebook.queries.users.UserItem;
import org.jspecify.annotations.Nullable;

/**
 * A project and who is in it, at one position of the book.
 *
 * @param seats in the order in which they were taken
 */
public record Roster(ProjectId project, String title, Map<UserId, Seat> seats) {

    /** A role, since the event at {@code since}, as the {@code place}th whom it gave one. */
    public record Seat(Role role, long since, int place) {}

    public Roster {
        seats = Collections.unmodifiableMap(new LinkedHashMap<>(seats));
    }

    static Roster created(ProjectCreated event, long position) {
        var seats = new LinkedHashMap<UserId, Seat>();
        seats.put(event.owner(), new Seat(Role.OWNER, position, 0));
        for (UserId it : event.coaches()) {
            seats.put(it, new Seat(Role.COACH, position, seats.size()));
        }
        for (UserId it : event.participants()) {
            seats.put(it, new Seat(Role.PARTICIPANT, position, seats.size()));
        }
        return new Roster(event.project(), event.title(), seats);
    }

    /** After one more event; null: it is no more. */
    @Nullable Roster after(ProjectEvent event, long position) {
        return switch (event) {
            case ProjectCreated it -> created(it, position);
            case ProjectRenamed it -> new Roster(project, it.title(), seats);
            case ProjectHandedOver it ->
                    seated(owner(), Role.COACH, position).seated(it.owner(), Role.OWNER, position);
            case ParticipantInvited it -> seated(it.participant(), Role.PARTICIPANT, position);
            case MemberLeft it -> without(it.member());
            case CoachDesignated it -> seated(it.coach(), Role.COACH, position);
            case CoachWithdrawn it -> seated(it.coach(), Role.PARTICIPANT, position);
            case ParticipantRemoved it -> without(it.participant());
            case ProjectDeleted _ -> null;
        };
    }

    public Set<UserId> members() {
        return seats.keySet();
    }

    public UserId owner() {
        return those(Role.OWNER).getFirst();
    }

    public ProjectItem item(Function<UserId, UserItem> people) {
        return new ProjectItem(
                project,
                title,
                people.apply(owner()),
                those(Role.COACH).stream().map(people).toList(),
                those(Role.PARTICIPANT).stream().map(people).toList());
    }

    private List<UserId> those(Role role) {
        return seats.entrySet().stream()
                .filter(it -> it.getValue().role() == role)
                .map(Map.Entry::getKey)
                .toList();
    }

    private Roster seated(UserId user, Role role, long position) {
        var next = new LinkedHashMap<>(seats);
        next.remove(user);
        next.put(user, new Seat(role, position, 0));
        return new Roster(project, title, next);
    }

    private Roster without(UserId user) {
        var next = new LinkedHashMap<>(seats);
        next.remove(user);
        return new Roster(project, title, next);
    }
}
