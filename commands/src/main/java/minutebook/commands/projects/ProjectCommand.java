package minutebook.commands.projects;

import java.util.List;
import minutebook.commands.Fields;
import minutebook.commands.users.Person;
import minutebook.events.ProjectId;
import minutebook.events.UserId;

/**
 * What may be asked of a project. Titles come as they stand on the wire, an absent one as an empty
 * one; a constructor trims them, and throws {@link minutebook.commands.InvalidInput} naming all
 * fields that are at fault.
 */
public sealed interface ProjectCommand {
    /** Characters of a title. */
    int TITLE_LENGTH_MAX = 255;

    ProjectId project();

    /** Who asks. */
    UserId by();

    /** {@code by} is to be the owner. The lists may name people twice, in both, and the owner. */
    record CreateProject(
            ProjectId project,
            UserId by,
            String title,
            List<Person> coaches,
            List<Person> participants)
            implements ProjectCommand {
        public CreateProject {
            var fields = new Fields();
            title = fields.line("title", title, TITLE_LENGTH_MAX);
            requireKnown(fields, "coaches", coaches);
            requireKnown(fields, "participants", participants);
            fields.requireValid();
            coaches = List.copyOf(coaches);
            participants = List.copyOf(participants);
        }

        CreateProject with(List<Person> newerCoaches, List<Person> newerParticipants) {
            return new CreateProject(project, by, title, newerCoaches, newerParticipants);
        }
    }

    record RenameProject(ProjectId project, UserId by, String title) implements ProjectCommand {
        public RenameProject {
            var fields = new Fields();
            title = fields.line("title", title, TITLE_LENGTH_MAX);
            fields.requireValid();
        }
    }

    /**
     * @param forArchived who asks is an admin, and the owner is archived; found out when it is
     *     decided
     */
    record HandOverProject(ProjectId project, UserId by, Person owner, boolean forArchived)
            implements ProjectCommand {
        public HandOverProject(ProjectId project, UserId by, Person owner) {
            this(project, by, owner, false);
        }

        HandOverProject forArchived(boolean found) {
            return new HandOverProject(project, by, owner, found);
        }
    }

    record DeleteProject(ProjectId project, UserId by) implements ProjectCommand {}

    record InviteParticipant(ProjectId project, UserId by, Person participant)
            implements ProjectCommand {
        InviteParticipant with(Person newer) {
            return new InviteParticipant(project, by, newer);
        }
    }

    record LeaveProject(ProjectId project, UserId by) implements ProjectCommand {}

    record DesignateCoach(ProjectId project, UserId by, Person coach) implements ProjectCommand {}

    record WithdrawCoach(ProjectId project, UserId by, Person coach) implements ProjectCommand {}

    record RemoveParticipant(ProjectId project, UserId by, Person participant)
            implements ProjectCommand {}

    private static void requireKnown(Fields fields, String field, List<Person> people) {
        if (!people.stream().allMatch(Person::known)) {
            fields.fault(field, "'" + field + "' must be ids of users.");
        }
    }
}
