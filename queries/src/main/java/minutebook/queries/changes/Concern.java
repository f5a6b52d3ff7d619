package minutebook.queries.changes;

import java.util.List;
import java.util.stream.Stream;
import minutebook.events.Event;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.events.messages.MessageEvent.MessageSent;
import minutebook.events.projects.ProjectEvent;
import minutebook.events.projects.ProjectEvent.MemberLeft;
import minutebook.events.projects.ProjectEvent.ParticipantInvited;
import minutebook.events.projects.ProjectEvent.ParticipantRemoved;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.events.projects.ProjectEvent.ProjectDeleted;
import minutebook.events.projects.ProjectEvent.ProjectRenamed;
import minutebook.events.users.UserEvent.ProfileEdited;
import minutebook.events.users.UserEvent.UserErased;
import minutebook.events.users.UserEvent.UserRegistered;

/** A thing that an answer may be about, and that events change. */
public record Concern(Kind kind, long id) {

    enum Kind {
        PROJECT,
        TALK,
        MEMBERSHIPS,
        TITLES,
        NAMES,
        REGISTRATIONS,
        DELETIONS
    }

    /**
     * What any name may stand in: somebody is called otherwise, or erased. One for all people, for
     * an answer may name hundreds, and it happens seldom.
     */
    public static final Concern NAMES = new Concern(Kind.NAMES, 0);

    /** What any project is called: for who looks for a title. */
    public static final Concern TITLES = new Concern(Kind.TITLES, 0);

    /** How many people there are. */
    public static final Concern REGISTRATIONS = new Concern(Kind.REGISTRATIONS, 0);

    /** That all projects that there were are still there: their end does not name its members. */
    public static final Concern DELETIONS = new Concern(Kind.DELETIONS, 0);

    /** A project's title, and who is what in it. */
    public static Concern project(ProjectId project) {
        return new Concern(Kind.PROJECT, project.value());
    }

    /** What is said in a project. */
    public static Concern talk(ProjectId project) {
        return new Concern(Kind.TALK, project.value());
    }

    /** Of which projects somebody is a member, as far as those are not deleted. */
    public static Concern memberships(UserId user) {
        return new Concern(Kind.MEMBERSHIPS, user.value());
    }

    /** What {@code event} changes, of all that read models show to users. */
    static List<Concern> of(Event event) {
        return switch (event) {
            case ProjectEvent it -> ofProject(it);
            case MessageSent it -> List.of(talk(it.project()));
            case UserRegistered _ -> List.of(REGISTRATIONS);
            case ProfileEdited _ -> List.of(NAMES);
            // What they leave follows by events of its own.
            case UserErased _ -> List.of(NAMES);
            default -> List.of();
        };
    }

    private static List<Concern> ofProject(ProjectEvent event) {
        Stream<Concern> also =
                switch (event) {
                    case ProjectCreated it ->
                            Stream.of(List.of(it.owner()), it.coaches(), it.participants())
                                    .flatMap(List::stream)
                                    .map(Concern::memberships);
                    case ParticipantInvited it -> Stream.of(memberships(it.participant()));
                    case MemberLeft it -> Stream.of(memberships(it.member()));
                    case ParticipantRemoved it -> Stream.of(memberships(it.participant()));
                    case ProjectRenamed _ -> Stream.of(TITLES);
                    case ProjectDeleted _ -> Stream.of(DELETIONS);
                    // Who comes or goes is named above; all else is the project's own.
                    default -> Stream.of();
                };
        return Stream.concat(Stream.of(project(event.project())), also).toList();
    }
}
