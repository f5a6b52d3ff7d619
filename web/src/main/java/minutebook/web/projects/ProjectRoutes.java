package minutebook.web.projects;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import minutebook.commands.InvalidInput;
import minutebook.commands.Outcome;
import minutebook.commands.Outcome.Done;
import minutebook.commands.projects.ProjectCommand;
import minutebook.commands.projects.ProjectCommand.CreateProject;
import minutebook.commands.projects.ProjectCommand.DeleteProject;
import minutebook.commands.projects.ProjectCommand.DesignateCoach;
import minutebook.commands.projects.ProjectCommand.HandOverProject;
import minutebook.commands.projects.ProjectCommand.InviteParticipant;
import minutebook.commands.projects.ProjectCommand.LeaveProject;
import minutebook.commands.projects.ProjectCommand.RemoveParticipant;
import minutebook.commands.projects.ProjectCommand.RenameProject;
import minutebook.commands.projects.ProjectCommand.WithdrawCoach;
import minutebook.commands.projects.ProjectCommands;
import minutebook.commands.users.Person;
import minutebook.commands.users.Users;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.events.book.Numbers;
import minutebook.events.projects.ProjectEvent;
import minutebook.events.projects.ProjectEvent.ParticipantInvited;
import minutebook.queries.Page;
import minutebook.queries.changes.Concern;
import minutebook.queries.projects.FindProjects;
import minutebook.queries.projects.ProjectItem;
import minutebook.queries.projects.Standing;
import minutebook.queries.users.UserItem;
import minutebook.web.access.Asked;
import minutebook.web.access.Caller;
import minutebook.web.access.Commands;
import minutebook.web.access.KeptAnswers;
import minutebook.web.access.KeptAnswers.Answer;
import minutebook.web.http.Body;
import minutebook.web.http.Lists;
import minutebook.web.http.Problem;
import minutebook.web.http.Routes;
import minutebook.web.users.UserItems;
import org.jspecify.annotations.Nullable;

/** Projects and who is in them: {@code /api/v1/projects}. */
public final class ProjectRoutes {
    private static final String LIST = "/api/v1/projects";
    private static final String ONE = LIST + "/{project}";

    private final KeptAnswers kept;
    private final Commands commands;
    private final ProjectCommands rules;
    private final ProjectAnswers projects;
    private final ProjectTags tags;
    private final Users users;
    private final Numbers numbers;
    private final FindProjects find;

    public ProjectRoutes(
            KeptAnswers kept,
            Commands commands,
            ProjectCommands rules,
            ProjectAnswers projects,
            ProjectTags tags,
            Users users,
            Numbers numbers,
            FindProjects find) {
        this.kept = kept;
        this.commands = commands;
        this.rules = rules;
        this.projects = projects;
        this.tags = tags;
        this.users = users;
        this.numbers = numbers;
        this.find = find;
    }

    public void routing(Routes routes) {
        routes.get(LIST, kept.user(this::list))
                .post(LIST, commands.user(this::create, 201, this::created))
                .get(ONE, kept.user(this::show, ProjectRoutes::tag))
                .put(ONE, commands.user(this::rename, this::item))
                .delete(ONE, commands.user(this::delete, "The project is deleted."))
                .put(ONE + "/owner", commands.user(this::handOver, this::item))
                .post(ONE + "/invite", commands.user(this::invite, this::invited))
                .delete(ONE + "/leave", commands.user(this::leave, "You left the project."))
                .post(
                        ONE + "/designate-coach",
                        commands.user(this::designateCoach, "You designated a new coach."))
                .delete(
                        ONE + "/designate-coach",
                        commands.user(this::withdrawCoach, "The coach is a participant now."))
                .delete(
                        ONE + "/remove-participant",
                        commands.user(this::removeParticipant, "The participant is removed."));
    }

    private Answer list(ServerRequest request, Caller caller) {
        String filter = Lists.filter(request);
        Page<ProjectItem> page = find.page(caller.user(), filter, Lists.paging(request));
        var concerns = new ArrayList<Concern>(page.items().size() + 3);
        concerns.add(Concern.memberships(caller.user()));
        concerns.add(Concern.DELETIONS);
        concerns.add(Concern.NAMES);
        if (!filter.isEmpty()) {
            concerns.add(Concern.TITLES);
        }
        page.items().forEach(it -> concerns.add(Concern.project(it.id())));
        return new Answer(Lists.envelope(request, page, page.items()), concerns);
    }

    private Outcome create(Asked asked) {
        Body body = Body.of(asked.request());
        String title = body.text("title");
        List<Person> coaches = people(body, "coaches");
        List<Person> participants = people(body, "participants");
        body.requireTypes();
        UserId owner = asked.caller().user();
        var wish = new CreateProject(numbers.nextProject(), owner, title, coaches, participants);
        return rules.handle(asked.id(), wish);
    }

    private ProjectItem created(Asked asked, Done done) {
        var event = (ProjectEvent) done.events().getFirst().event();
        return projects.item(event.project(), asked.caller().user(), done.position());
    }

    private List<Person> people(Body body, String field) {
        return body.users(field).stream().distinct().map(users::person).toList();
    }

    private Answer show(ServerRequest request, Caller caller) {
        ProjectId project = ProjectPath.of(request);
        return new Answer(
                projects.forMember(project, caller.user()),
                List.of(Concern.project(project), Concern.NAMES));
    }

    private static void tag(ServerResponse response, byte[] json) {
        response.header(HeaderNames.ETAG, ProjectTags.of(json));
    }

    /** The project of the path, as it is now. */
    private ProjectItem item(Asked asked, Done done) {
        return projects.item(
                ProjectPath.of(asked.request()), asked.caller().user(), done.position());
    }

    private Outcome rename(Asked asked) {
        RenameProject wish = reading(asked, Standing.OWNER, () -> renaming(asked));
        return rules.handle(asked.id(), wish, version(asked));
    }

    private static RenameProject renaming(Asked asked) {
        Body body = Body.of(asked.request());
        String title = body.text("title");
        body.requireTypes();
        return new RenameProject(ProjectPath.of(asked.request()), asked.caller().user(), title);
    }

    private Outcome delete(Asked asked) {
        var wish = new DeleteProject(ProjectPath.of(asked.request()), asked.caller().user());
        return rules.handle(asked.id(), wish, version(asked));
    }

    /** Which version the owner knows, if they said so: 404 and 403 come first. */
    private @Nullable Long version(Asked asked) {
        ProjectId project = ProjectPath.of(asked.request());
        return reading(asked, Standing.OWNER, () -> tags.required(asked.request(), project));
    }

    /** What is wrong with a request is told only to those who may ask: 404 and 403 come first. */
    private <T extends @Nullable Object> T reading(Asked asked, Standing least, Supplier<T> read) {
        return reading(
                read,
                () ->
                        projects.require(
                                ProjectPath.of(asked.request()), asked.caller().user(), least));
    }

    private static <T extends @Nullable Object> T reading(Supplier<T> read, Runnable require) {
        try {
            return read.get();
        } catch (Problem | InvalidInput faulty) {
            require.run();
            throw faulty;
        }
    }

    private Outcome handOver(Asked asked) {
        Person owner =
                reading(
                        () -> person(asked, "owner"),
                        () ->
                                projects.requireForHandOver(
                                        ProjectPath.of(asked.request()), asked.caller().user()));
        return handle(asked, (project, by) -> new HandOverProject(project, by, owner));
    }

    private Outcome invite(Asked asked) {
        Person participant = person(asked, Standing.PARTICIPANT, "participant");
        return handle(asked, (project, by) -> new InviteParticipant(project, by, participant));
    }

    private UserItem invited(Asked asked, Done done) {
        var event = (ParticipantInvited) done.events().getFirst().event();
        return users.findLatest(event.participant())
                .map(UserItems::of)
                .orElseGet(() -> UserItem.erased(event.participant()));
    }

    private Outcome leave(Asked asked) {
        return handle(asked, LeaveProject::new);
    }

    private Outcome designateCoach(Asked asked) {
        Person coach = person(asked, Standing.COACH, "coach");
        return handle(asked, (project, by) -> new DesignateCoach(project, by, coach));
    }

    private Outcome withdrawCoach(Asked asked) {
        Person coach = person(asked, Standing.COACH, "coach");
        return handle(asked, (project, by) -> new WithdrawCoach(project, by, coach));
    }

    private Outcome removeParticipant(Asked asked) {
        Person participant = person(asked, Standing.COACH, "participant");
        return handle(asked, (project, by) -> new RemoveParticipant(project, by, participant));
    }

    private Person person(Asked asked, Standing least, String field) {
        return reading(asked, least, () -> person(asked, field));
    }

    private Person person(Asked asked, String field) {
        Body body = Body.of(asked.request());
        Optional<UserId> user = body.user(field);
        body.requireTypes();
        return users.person(user.orElseThrow());
    }

    private Outcome handle(Asked asked, BiFunction<ProjectId, UserId, ProjectCommand> wish) {
        ProjectId project = ProjectPath.of(asked.request());
        return rules.handle(asked.id(), wish.apply(project, asked.caller().user()));
    }
}
