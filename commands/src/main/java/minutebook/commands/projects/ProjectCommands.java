package minutebook.commands.projects;

import java.util.List;
import java.util.UUID;
import minutebook.commands.CommandHandler;
import minutebook.commands.Decision;
import minutebook.commands.Folded;
import minutebook.commands.Matter;
import minutebook.commands.Outcome;
import minutebook.commands.Outcome.Refused;
import minutebook.commands.projects.Project.Open;
import minutebook.events.StreamId;
import minutebook.events.UserId;
import minutebook.events.book.Append.Claim;
import minutebook.events.book.AppendFailure.ClaimTaken;
import minutebook.events.book.ClaimKeys;
import minutebook.events.projects.ProjectEvent;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.events.projects.ProjectEvent.ProjectDeleted;
import minutebook.events.projects.ProjectEvent.ProjectRenamed;

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
    public Outcome handle(UUID commandId, ProjectCommand command) {
        return handler.handle(commandId, projects.states(), new Wish(command));
    }

    private final class Wish implements Matter<Project, ProjectEvent> {
        private final ProjectCommand command;

        Wish(ProjectCommand command) {
            this.command = command;
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
        public Decision<ProjectEvent> decide(Folded<Project> subject) {
            return rules.decide(command, subject.state());
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
