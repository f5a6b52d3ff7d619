package minutebook.commands.projects;

import java.util.List;
import minutebook.commands.CommandHandler;
import minutebook.commands.Decision;
import minutebook.commands.Folded;
import minutebook.commands.Matter;
import minutebook.commands.Outcome;
import minutebook.commands.Outcome.Refused;
import minutebook.commands.People;
import minutebook.commands.projects.Project.Open;
import minutebook.commands.projects.ProjectCommand.CreateProject;
import minutebook.commands.projects.ProjectCommand.HandOverProject;
import minutebook.commands.projects.ProjectCommand.InviteParticipant;
import minutebook.commands.users.Person;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.book.Append.Claim;
import minutebook.events.book.AppendFailure.ClaimTaken;
import minutebook.events.book.ClaimKeys;
import minutebook.events.book.CommandId;
import minutebook.events.projects.ProjectEvent;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.events.projects.ProjectEvent.ProjectDeleted;
import minutebook.events.projects.ProjectEvent.ProjectRenamed;
import minutebook.events.users.Role;
import org.jspecify.annotations.Nullable;

/** Creates, changes and deletes projects, and says who is in them. Thread-safe; blocks. */
public final class ProjectCommands {
    private final CommandHandler handler;
    private final Projects projects;
    private final ClaimKeys keys;
    private final ProjectDecider rules = new ProjectDecider();

    public ProjectCommands(CommandHandler handler, Projects projects, ClaimKeys keys) {
        this.handler = handler;
        this.projects = projects;
        this.keys = keys;
    }

    /** See {@link CommandHandler#handle}. */
    public Outcome handle(CommandId commandId, ProjectCommand command) {
        return handle(commandId, command, null);
    }

    /**
     * See {@link CommandHandler#handle}. Refused if the project is no longer at {@code version};
     * null: at any.
     */
    public Outcome handle(CommandId commandId, ProjectCommand command, @Nullable Long version) {
        return handler.handle(commandId, projects.states(), new Wish(command, version));
    }

    private final class Wish implements Matter<Project, ProjectEvent> {
        private final ProjectCommand command;
        private final @Nullable Long version;

        Wish(ProjectCommand command, @Nullable Long version) {
            this.command = command;
            this.version = version;
        }

        @Override
        public UserId actor() {
            return command.by();
        }

        @Override
        public StreamId subject() {
            return StreamId.of(command.project());
        }

        @Override
        public Decision<ProjectEvent> decide(Folded<Project> subject, People people) {
            return version == null || version == subject.version()
                    ? rules.decide(seen(subject.state(), people), subject.state())
                    : Decision.refuse(ProjectRefusal.CHANGED_SINCE);
        }

        /** The command with what its rule needs to know of people. */
        private ProjectCommand seen(Project state, People people) {
            return switch (command) {
                case HandOverProject it when state instanceof Open project ->
                        it.forArchived(
                                people.standing(it.by()).has(Role.ADMIN)
                                        && people.standing(project.owner()).archived());
                case CreateProject it ->
                        it.with(seen(it.coaches(), people), seen(it.participants(), people));
                case InviteParticipant it -> it.with(seen(it.participant(), people));
                default -> command;
            };
        }

        /** Who comes into a project must not be erased at the same moment. */
        private static Person seen(Person person, People people) {
            boolean erased = people.standing(person.id()).erased();
            return new Person(person.id(), person.known() && !erased);
        }

        private static List<Person> seen(List<Person> persons, People people) {
            return persons.stream().map(it -> seen(it, people)).toList();
        }

        @Override
        public List<Claim> claims(Project before, List<ProjectEvent> events) {
            return switch (events.getFirst()) {
                case ProjectCreated it -> List.of(claim(it.title()));
                case ProjectRenamed it when !held(before).contains(claim(it.title())) ->
                        List.of(claim(it.title()));
                default -> List.of();
            };
        }

        @Override
        public List<Claim> releases(Project before, List<ProjectEvent> events) {
            return switch (events.getFirst()) {
                case ProjectRenamed it ->
                        held(before).stream()
                                .filter(older -> !older.equals(claim(it.title())))
                                .toList();
                case ProjectDeleted _ -> held(before);
                default -> List.of();
            };
        }

        /** The title that the project has; one that differs only in case is the same. */
        private List<Claim> held(Project before) {
            return before instanceof Open project ? List.of(claim(project.title())) : List.of();
        }

        private Claim claim(String title) {
            return new Claim(keys.title(title), subject());
        }

        @Override
        public Outcome taken(ClaimTaken taken) {
            return new Refused(ProjectRefusal.TITLE_TAKEN);
        }
    }
}
