package minutebook.web.projects;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import minutebook.commands.InvalidInput;
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
import minutebook.queries.projects.FindProjects;
import minutebook.queries.projects.Standing;
import minutebook.web.access.Access;
import minutebook.web.access.Caller;
import minutebook.web.http.Answers;
import minutebook.web.http.Body;
import minutebook.web.http.Lists;
import minutebook.web.http.Problem;
import minutebook.web.http.Routes;
import minutebook.web.users.UserItems;

/** Projects and who is in them: {@code /api/v1/projects}. */
public final class ProjectRoutes {
    private static final String LIST = "/api/v1/projects";
    private static final String ONE = LIST + "/{project}";

    private final Access access;
    private final ProjectCommands commands;
    private final ProjectAnswers projects;
    private final Users users;
    private final Numbers numbers;
    private final FindProjects find;
    private final Answers answers;

    public ProjectRoutes(
            Access access,
            ProjectCommands commands,
            ProjectAnswers projects,
            Users users,
            Numbers numbers,
            FindProjects find,
            Answers answers) {
        this.access = access;
        this.commands = commands;
        this.projects = projects;
        this.users = users;
        this.numbers = numbers;
        this.find = find;
        this.answers = answers;
    }

    public void routing(Routes routes) {
        routes.get(LIST, access.user(this::list))
                .post(LIST, access.user(this::create))
                .get(ONE, access.user(this::show))
                .put(ONE, access.user(this::rename))
                .delete(ONE, access.user(this::delete))
                .put(ONE + "/owner", access.user(this::handOver))
                .post(ONE + "/invite", access.user(this::invite))
                .delete(ONE + "/leave", access.user(this::leave))
                .post(ONE + "/designate-coach", access.user(this::designateCoach))
                .delete(ONE + "/designate-coach", access.user(this::withdrawCoach))
                .delete(ONE + "/remove-participant", access.user(this::removeParticipant));
    }

    private void list(ServerRequest request, ServerResponse response, Caller caller) {
        Lists.send(
                request,
                response,
                find.page(caller.user(), Lists.filter(request), Lists.paging(request)));
    }

    private void create(ServerRequest request, ServerResponse response, Caller caller) {
        Body body = Body.of(request);
        String title = body.text("title");
        List<Person> coaches = people(body, "coaches");
        List<Person> participants = people(body, "participants");
        body.requireTypes();
        ProjectId project = numbers.nextProject();
        done(response, new CreateProject(project, caller.user(), title, coaches, participants));
        Answers.send(response, 201, projects.item(project));
    }

    private List<Person> people(Body body, String field) {
        return body.users(field).stream().distinct().map(users::person).toList();
    }

    private void show(ServerRequest request, ServerResponse response, Caller caller) {
        Answers.send(response, projects.forMember(ProjectPath.of(request), caller.user()));
    }

    private void rename(ServerRequest request, ServerResponse response, Caller caller) {
        ProjectId project = ProjectPath.of(request);
        RenameProject wish =
                reading(project, caller, Standing.OWNER, () -> renaming(request, project, caller));
        done(response, wish);
        Answers.send(response, projects.item(project));
    }

    private static RenameProject renaming(ServerRequest request, ProjectId project, Caller caller) {
        Body body = Body.of(request);
        String title = body.text("title");
        body.requireTypes();
        return new RenameProject(project, caller.user(), title);
    }

    /** What is wrong with a body is told only to those who may ask: 404 and 403 come first. */
    private <T> T reading(ProjectId project, Caller caller, Standing least, Supplier<T> read) {
        try {
            return read.get();
        } catch (Problem | InvalidInput faulty) {
            projects.require(project, caller.user(), least);
            throw faulty;
        }
    }

    private void delete(ServerRequest request, ServerResponse response, Caller caller) {
        done(response, new DeleteProject(ProjectPath.of(request), caller.user()));
        Answers.say(response, "The project is deleted.");
    }

    private void handOver(ServerRequest request, ServerResponse response, Caller caller) {
        Person owner = person(request, caller, Standing.OWNER, "owner");
        ProjectId project = ProjectPath.of(request);
        done(response, new HandOverProject(project, caller.user(), owner));
        Answers.send(response, projects.item(project));
    }

    private void invite(ServerRequest request, ServerResponse response, Caller caller) {
        Person participant = person(request, caller, Standing.PARTICIPANT, "participant");
        done(response, new InviteParticipant(ProjectPath.of(request), caller.user(), participant));
        users.find(participant.id())
                .map(UserItems::of)
                .ifPresent(item -> Answers.send(response, item));
    }

    private void leave(ServerRequest request, ServerResponse response, Caller caller) {
        done(response, new LeaveProject(ProjectPath.of(request), caller.user()));
        Answers.say(response, "You left the project.");
    }

    private void designateCoach(ServerRequest request, ServerResponse response, Caller caller) {
        Person coach = person(request, caller, Standing.COACH, "coach");
        done(response, new DesignateCoach(ProjectPath.of(request), caller.user(), coach));
        Answers.say(response, "You designated a new coach.");
    }

    private void withdrawCoach(ServerRequest request, ServerResponse response, Caller caller) {
        Person coach = person(request, caller, Standing.COACH, "coach");
        done(response, new WithdrawCoach(ProjectPath.of(request), caller.user(), coach));
        Answers.say(response, "The coach is a participant now.");
    }

    private void removeParticipant(ServerRequest request, ServerResponse response, Caller caller) {
        Person participant = person(request, caller, Standing.COACH, "participant");
        done(response, new RemoveParticipant(ProjectPath.of(request), caller.user(), participant));
        Answers.say(response, "The participant is removed.");
    }

    private Person person(ServerRequest request, Caller caller, Standing least, String field) {
        return reading(
                ProjectPath.of(request),
                caller,
                least,
                () -> {
                    Body body = Body.of(request);
                    Optional<UserId> user = body.user(field);
                    body.requireTypes();
                    return users.person(user.orElseThrow());
                });
    }

    private Done done(ServerResponse response, ProjectCommand wish) {
        return answers.done(response, commands.handle(UUID.randomUUID(), wish));
    }
}
