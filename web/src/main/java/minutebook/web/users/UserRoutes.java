package minutebook.web.users;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import minutebook.commands.Outcome;
import minutebook.commands.Outcome.Done;
import minutebook.commands.users.PasswordChange;
import minutebook.commands.users.Registration;
import minutebook.commands.users.User.Registered;
import minutebook.commands.users.UserCommand.EditProfile;
import minutebook.commands.users.UserCommands;
import minutebook.commands.users.UserRefusal;
import minutebook.commands.users.Users;
import minutebook.events.UserId;
import minutebook.events.users.Role;
import minutebook.queries.Page;
import minutebook.queries.changes.Concern;
import minutebook.queries.users.FindUsers;
import minutebook.queries.users.UserItem;
import minutebook.web.access.Asked;
import minutebook.web.access.Caller;
import minutebook.web.access.Commands;
import minutebook.web.access.KeptAnswers;
import minutebook.web.access.KeptAnswers.Answer;
import minutebook.web.access.Party;
import minutebook.web.access.Queries;
import minutebook.web.http.Answers;
import minutebook.web.http.Body;
import minutebook.web.http.Lists;
import minutebook.web.http.Problems;
import minutebook.web.http.Routes;
import minutebook.web.throttle.Throttle;

/** People and their accounts: {@code /api/v1/users}. */
public final class UserRoutes {
    private final Queries queries;
    private final KeptAnswers kept;
    private final Commands commands;
    private final Accounts accounts;
    private final Logins logins;
    private final Users users;
    private final UserCommands rules;
    private final FindUsers find;
    private final Throttle throttle;
    private final Answers answers;

    public UserRoutes(
            Queries queries,
            KeptAnswers kept,
            Commands commands,
            Accounts accounts,
            Logins logins,
            Users users,
            UserCommands rules,
            FindUsers find,
            Throttle throttle,
            Answers answers) {
        this.queries = queries;
        this.kept = kept;
        this.commands = commands;
        this.accounts = accounts;
        this.logins = logins;
        this.users = users;
        this.rules = rules;
        this.find = find;
        this.throttle = throttle;
        this.answers = answers;
    }

    public void routing(Routes routes) {
        routes.post("/api/v1/users", this::register)
                .get("/api/v1/users", kept.user(this::list))
                .get("/api/v1/users/me", queries.user(this::me))
                .put("/api/v1/users/me", commands.user(this::edit, this::item))
                .put(
                        "/api/v1/users/me/reset-password",
                        commands.user(this::changePassword, "Your password is changed."));
    }

    /** What only the user themselves sees of a user. */
    private record Me(@JsonUnwrapped UserItem user, List<String> roles, boolean verified) {}

    private void register(ServerRequest request, ServerResponse response) {
        Body body = Body.of(request);
        String email = body.text("email");
        String username = body.text("username");
        String password = body.text("password");
        String firstName = body.text("first_name");
        String lastName = body.text("last_name");
        body.requireTypes();
        var wish = new Registration(email, username, password, firstName, lastName);
        UUID session = UUID.randomUUID();
        Party party = throttle.registration(request, wish.email());
        Done done = answers.done(response, accounts.register(party, wish, session));
        throttle.remember(request, response, wish.email());
        UserId user = done.events().getFirst().stream().user().orElseThrow();
        logins.send(response, 201, "You are registered.", user, session, done);
    }

    private Answer list(ServerRequest request, Caller caller) {
        Page<UserItem> page = find.page(Lists.filter(request), Lists.paging(request));
        return new Answer(
                Lists.envelope(request, page, page.items()),
                List.of(Concern.REGISTRATIONS, Concern.NAMES));
    }

    private void me(ServerRequest request, ServerResponse response, Caller caller) {
        // Others change it too, on other nodes: an admin, the operator, a link.
        Registered user = require(users.findLatest(caller.user()));
        List<String> roles = user.roles().stream().sorted().map(Role::text).toList();
        Answers.send(response, new Me(UserItems.of(user), roles, user.mail().verified()));
    }

    private Outcome edit(Asked asked) {
        Body body = Body.of(asked.request());
        String username = body.text("username");
        String firstName = body.text("first_name");
        String lastName = body.text("last_name");
        body.requireTypes();
        var wish = new EditProfile(asked.caller().user(), username, firstName, lastName);
        return rules.handle(asked.id(), wish);
    }

    private Outcome changePassword(Asked asked) {
        Body body = Body.of(asked.request());
        String older = body.text("older_password");
        String newer = body.text("new_password");
        body.requireTypes();
        var wish = new PasswordChange(older, newer);
        throttle.passwordChange(asked.caller());
        return accounts.changePassword(wish, asked);
    }

    private UserItem item(Asked asked, Done done) {
        return item(asked.caller().user());
    }

    /** From the book itself, which is never behind what was just done, on whichever node. */
    private UserItem item(UserId user) {
        return UserItems.of(require(users.findLatest(user)));
    }

    private static Registered require(Optional<Registered> user) {
        return user.orElseThrow(() -> Problems.of(UserRefusal.NO_SUCH_USER));
    }
}
