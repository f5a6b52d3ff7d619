package minutebook.queries.notifications;

import static minutebook.queries.notifications.Announcement.Type.ADD_INTO_PROJECT;
import static minutebook.queries.notifications.Announcement.Type.DELETE_PROJECT;
import static minutebook.queries.notifications.Announcement.Type.EDIT_PROJECT;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
import minutebook.queries.projects.Roster;
import minutebook.queries.users.UserItem;
import org.jspecify.annotations.Nullable;

/**
 * Who is told what of an event: the table of the contract, 1.1, row by row, with its odd spellings.
 * Pure. The announcements of one event have no recipient in common.
 */
final class Announcements {
    private final @Nullable UserId actor;
    private final Roster before;
    private final Roster after;
    private final Function<UserId, UserItem> people;

    /**
     * {@code before}, {@code after}: the project around the event; where there is none, at its
     * beginning and end, the other one.
     */
    Announcements(
            @Nullable UserId actor,
            Roster before,
            Roster after,
            Function<UserId, UserItem> people) {
        this.actor = actor;
        this.before = before;
        this.after = after;
        this.people = people;
    }

    List<Announcement> of(ProjectEvent event) {
        return switch (event) {
            case ProjectCreated it -> List.of(added().to(othersBut(it.owner())));
            case ParticipantInvited it ->
                    List.of(
                            added().to(List.of(it.participant())),
                            joined(it.participant()).to(othersBut(it.participant())));
            case ProjectDeleted _ -> List.of(deleted().to(membersBut(before.owner())));
            case ProjectRenamed _ -> List.of(renamed().to(othersBut()));
            case MemberLeft it ->
                    List.of(
                            edited("'@%s' left the project'%s'.", it.member())
                                    .to(membersBut(it.member())));
            case CoachDesignated it ->
                    List.of(
                            edited("You was designated new coach in the project '%s'.")
                                    .to(List.of(it.coach())),
                            edited(
                                            "'@%s' was designated new coach in the project '%s'.",
                                            it.coach())
                                    .to(othersBut(it.coach())));
            case CoachWithdrawn it ->
                    List.of(
                            edited("You was withdrew from coach in the project '%s'.")
                                    .to(List.of(it.coach())),
                            edited(
                                            "'@%s' was withdrew from coach, he will be a"
                                                    + " participant the project'%s'.",
                                            it.coach())
                                    .to(othersBut(it.coach())));
            case ParticipantRemoved it ->
                    List.of(
                            edited("You was removed in the project '%s'.")
                                    .to(List.of(it.participant())),
                            edited("'@%s' was removed in the project '%s'.", it.participant())
                                    .to(othersBut(it.participant())));
            // The contract names nobody who is told of it.
            case ProjectHandedOver _ -> List.of();
        };
    }

    private Announcement added() {
        return announcement(
                ADD_INTO_PROJECT,
                "You was added into the project '" + after.title() + "'.",
                after.item(people),
                after.members());
    }

    private Announcement joined(UserId newcomer) {
        UserItem person = people.apply(newcomer);
        return announcement(
                ADD_INTO_PROJECT,
                "The new participant '@"
                        + person.username()
                        + "' was added into the project '"
                        + after.title()
                        + "'.",
                person,
                Set.of(newcomer));
    }

    private Announcement deleted() {
        return announcement(
                DELETE_PROJECT,
                "The project '"
                        + before.title()
                        + "' was removed by '@"
                        + people.apply(before.owner()).username()
                        + "'.",
                null,
                Set.of(before.owner()));
    }

    private Announcement renamed() {
        return announcement(
                EDIT_PROJECT,
                "The title's project '"
                        + before.title()
                        + "' become the new tilte '"
                        + after.title()
                        + "'.",
                Map.of("project_title", after.title()),
                Set.of());
    }

    private Announcement edited(String message) {
        return announcement(EDIT_PROJECT, message.formatted(after.title()), null, Set.of());
    }

    /** Tells of somebody, who is named in the message and by their id in the data. */
    private Announcement edited(String message, UserId whom) {
        String text = message.formatted(people.apply(whom).username(), after.title());
        return announcement(EDIT_PROJECT, text, Map.of("user_id", whom), Set.of(whom));
    }

    private Announcement announcement(
            Announcement.Type type, String message, @Nullable Object data, Set<UserId> named) {
        return new Announcement(type, message, data, after.title(), named, List.of());
    }

    /** All members after the event but the actor, and but {@code whom}. */
    private Set<UserId> othersBut(UserId... whom) {
        Set<UserId> others = membersBut(whom);
        if (actor != null) {
            others.remove(actor);
        }
        return others;
    }

    private Set<UserId> membersBut(UserId... whom) {
        Set<UserId> members = new HashSet<>(after.members());
        Arrays.asList(whom).forEach(members::remove);
        return members;
    }
}
