package minutebook.commands.projects;

import static minutebook.commands.Decision.accept;
import static minutebook.commands.Decision.nothingToDo;
import static minutebook.commands.Decision.refuse;
import static minutebook.commands.projects.ProjectRefusal.ALREADY_A_MEMBER;
import static minutebook.commands.projects.ProjectRefusal.ALREADY_CREATED;
import static minutebook.commands.projects.ProjectRefusal.ALREADY_THE_OWNER;
import static minutebook.commands.projects.ProjectRefusal.NEW_OWNER_NOT_A_MEMBER;
import static minutebook.commands.projects.ProjectRefusal.NOT_A_COACH;
import static minutebook.commands.projects.ProjectRefusal.NOT_A_PARTICIPANT;
import static minutebook.commands.projects.ProjectRefusal.ONLY_MEMBERS;
import static minutebook.commands.projects.ProjectRefusal.ONLY_OWNER;
import static minutebook.commands.projects.ProjectRefusal.ONLY_OWNER_OR_COACH;
import static minutebook.commands.projects.ProjectRefusal.ONLY_PARTICIPANTS_ARE_REMOVED;
import static minutebook.commands.projects.ProjectRefusal.OWNER_CANNOT_LEAVE;
import static minutebook.commands.projects.ProjectRefusal.PROJECT_FULL;
import static minutebook.commands.projects.ProjectRefusal.PROJECT_NOT_FOUND;
import static minutebook.commands.projects.ProjectRefusal.TOO_MANY_MEMBERS;
import static minutebook.commands.projects.ProjectRefusal.USER_NOT_FOUND;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import minutebook.commands.Decider;
import minutebook.commands.Decision;
import minutebook.commands.projects.Project.Deleted;
import minutebook.commands.projects.Project.NotYet;
import minutebook.commands.projects.Project.Open;
import minutebook.commands.projects.ProjectCommand.CreateProject;
import minutebook.commands.projects.ProjectCommand.DeleteProject;
import minutebook.commands.projects.ProjectCommand.DesignateCoach;
import minutebook.commands.projects.ProjectCommand.HandOverProject;
import minutebook.commands.projects.ProjectCommand.InviteParticipant;
import minutebook.commands.projects.ProjectCommand.LeaveProject;
import minutebook.commands.projects.ProjectCommand.RemoveParticipant;
import minutebook.commands.projects.ProjectCommand.RenameProject;
import minutebook.commands.projects.ProjectCommand.WithdrawCoach;
import minutebook.commands.users.Person;
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

/**
 * The rules of a project. For each wish in this order: is there such a project, may you, is there
 * such a user, does it fit. That no two projects have one title, the book's claims see to.
 */
public final class ProjectDecider implements Decider<ProjectCommand, Project, ProjectEvent> {
    /** The owner is one of them. */
    private static final int MEMBERS_MAX = 500;

    @Override
    public Project initial() {
        return new NotYet();
    }

    @Override
    public Decision<ProjectEvent> decide(ProjectCommand command, Project state) {
        return switch (state) {
            case NotYet _ when command instanceof CreateProject it -> create(it);
            case NotYet _ -> refuse(PROJECT_NOT_FOUND);
            case Open _, Deleted _ when command instanceof CreateProject -> refuse(ALREADY_CREATED);
            case Deleted _ -> refuse(PROJECT_NOT_FOUND);
            case Open project when !project.hasMember(command.by()) && !isForArchived(command) ->
                    refuse(ONLY_MEMBERS);
            case Open project -> decideOpen(command, project);
        };
    }

    private static Decision<ProjectEvent> create(CreateProject it) {
        List<UserId> coaches = distinct(it.coaches(), it.by()::equals);
        List<UserId> participants =
                distinct(it.participants(), id -> id.equals(it.by()) || coaches.contains(id));
        if (1 + coaches.size() + participants.size() > MEMBERS_MAX) {
            return refuse(TOO_MANY_MEMBERS);
        }
        return accept(new ProjectCreated(it.project(), it.by(), it.title(), coaches, participants));
    }

    private static List<UserId> distinct(List<Person> people, Predicate<UserId> left) {
        return people.stream().map(Person::id).distinct().filter(left.negate()).toList();
    }

    private static boolean isForArchived(ProjectCommand command) {
        return command instanceof HandOverProject it && it.forArchived();
    }

    /** Who asks is a member, or hands over for an archived owner. */
    private static Decision<ProjectEvent> decideOpen(ProjectCommand command, Open project) {
        return switch (command) {
            case CreateProject _ -> refuse(ALREADY_CREATED);

            case RenameProject it when !project.isOwnedBy(it.by()) -> refuse(ONLY_OWNER);
            case RenameProject it when it.title().equals(project.title()) -> nothingToDo();
            case RenameProject it -> accept(new ProjectRenamed(it.project(), it.title()));

            case HandOverProject it when !project.isOwnedBy(it.by()) && !it.forArchived() ->
                    refuse(ONLY_OWNER);
            case HandOverProject it when !it.owner().known() -> refuse(USER_NOT_FOUND);
            case HandOverProject it when project.isOwnedBy(it.owner().id()) ->
                    refuse(ALREADY_THE_OWNER);
            case HandOverProject it when !project.hasMember(it.owner().id()) ->
                    refuse(NEW_OWNER_NOT_A_MEMBER);
            case HandOverProject it -> accept(new ProjectHandedOver(it.project(), it.owner().id()));

            case DeleteProject it when !project.isOwnedBy(it.by()) -> refuse(ONLY_OWNER);
            case DeleteProject it -> accept(new ProjectDeleted(it.project()));

            case InviteParticipant it when !it.participant().known() -> refuse(USER_NOT_FOUND);
            case InviteParticipant it when project.hasMember(it.participant().id()) ->
                    refuse(ALREADY_A_MEMBER);
            case InviteParticipant _ when project.members() >= MEMBERS_MAX -> refuse(PROJECT_FULL);
            case InviteParticipant it ->
                    accept(new ParticipantInvited(it.project(), it.participant().id()));

            // A project is never without an owner.
            case LeaveProject it when project.isOwnedBy(it.by()) -> refuse(OWNER_CANNOT_LEAVE);
            case LeaveProject it -> accept(new MemberLeft(it.project(), it.by()));

            case DesignateCoach it when !project.isLedBy(it.by()) -> refuse(ONLY_OWNER_OR_COACH);
            case DesignateCoach it when !it.coach().known() -> refuse(USER_NOT_FOUND);
            case DesignateCoach it when !project.hasParticipant(it.coach().id()) ->
                    refuse(NOT_A_PARTICIPANT);
            case DesignateCoach it -> accept(new CoachDesignated(it.project(), it.coach().id()));

            case WithdrawCoach it when !project.isLedBy(it.by()) -> refuse(ONLY_OWNER_OR_COACH);
            case WithdrawCoach it when !it.coach().known() -> refuse(USER_NOT_FOUND);
            case WithdrawCoach it when !project.hasCoach(it.coach().id()) -> refuse(NOT_A_COACH);
            case WithdrawCoach it -> accept(new CoachWithdrawn(it.project(), it.coach().id()));

            case RemoveParticipant it when !project.isLedBy(it.by()) -> refuse(ONLY_OWNER_OR_COACH);
            case RemoveParticipant it when !it.participant().known() -> refuse(USER_NOT_FOUND);
            case RemoveParticipant it when !project.hasParticipant(it.participant().id()) ->
                    refuse(ONLY_PARTICIPANTS_ARE_REMOVED);
            case RemoveParticipant it ->
                    accept(new ParticipantRemoved(it.project(), it.participant().id()));
        };
    }

    @Override
    public Project evolve(Project state, ProjectEvent event, Instant recordedAt) {
        return ProjectHistory.evolve(state, event);
    }
}
