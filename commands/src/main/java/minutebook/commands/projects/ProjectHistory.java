package minutebook.commands.projects;

import java.util.LinkedHashSet;
import java.util.Set;
import minutebook.commands.projects.Project.Deleted;
import minutebook.commands.projects.Project.NotYet;
import minutebook.commands.projects.Project.Open;
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

/** What each event makes of a project. */
final class ProjectHistory {

    private ProjectHistory() {}

    static Project evolve(Project state, ProjectEvent event) {
        return switch (event) {
            case ProjectCreated it ->
                    new Open(
                            it.owner(),
                            it.title(),
                            new LinkedHashSet<>(it.coaches()),
                            new LinkedHashSet<>(it.participants()));
            case ProjectRenamed it -> renamed(open(state), it.title());
            case ProjectHandedOver it -> handedOver(open(state), it.owner());
            case ParticipantInvited it -> asParticipant(open(state), it.participant());
            case MemberLeft it -> without(open(state), it.member());
            case CoachDesignated it -> asCoach(open(state), it.coach());
            case CoachWithdrawn it -> asParticipant(open(state), it.coach());
            case ParticipantRemoved it -> without(open(state), it.participant());
            case ProjectDeleted _ -> new Deleted();
        };
    }

    private static Open renamed(Open project, String title) {
        return new Open(project.owner(), title, project.coaches(), project.participants());
    }

    private static Open handedOver(Open project, UserId owner) {
        Open others = without(project, owner);
        Open led = new Open(owner, others.title(), others.coaches(), others.participants());
        return asCoach(led, project.owner());
    }

    private static Open asCoach(Open project, UserId user) {
        Open others = without(project, user);
        Set<UserId> coaches = new LinkedHashSet<>(others.coaches());
        coaches.add(user);
        return new Open(others.owner(), others.title(), coaches, others.participants());
    }

    private static Open asParticipant(Open project, UserId user) {
        Open others = without(project, user);
        Set<UserId> participants = new LinkedHashSet<>(others.participants());
        participants.add(user);
        return new Open(others.owner(), others.title(), others.coaches(), participants);
    }

    private static Open without(Open project, UserId user) {
        Set<UserId> coaches = new LinkedHashSet<>(project.coaches());
        Set<UserId> participants = new LinkedHashSet<>(project.participants());
        coaches.remove(user);
        participants.remove(user);
        return new Open(project.owner(), project.title(), coaches, participants);
    }

    private static Open open(Project state) {
        return switch (state) {
            case Open project -> project;
            case NotYet _, Deleted _ ->
                    throw new IllegalStateException("A project lives from its creation to its end");
        };
    }
}
