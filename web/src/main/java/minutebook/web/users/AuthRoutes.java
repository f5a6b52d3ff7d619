package minutebook.web.users;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import minutebook.commands.Fields;
import minutebook.commands.Outcome.Done;
import minutebook.commands.users.SessionCommand.ContinueSession;
import minutebook.commands.users.SessionCommand.EndSession;
import minutebook.commands.users.SessionCommands;
import minutebook.commands.users.User.Registered;
import minutebook.commands.users.UserRefusal;
import minutebook.events.book.CommandId;
import minutebook.web.access.Access;
import minutebook.web.access.Caller;
import minutebook.web.door.ClientAddress;
import minutebook.web.http.Answers;
import minutebook.web.http.Body;
import minutebook.web.http.Problems;
import minutebook.web.http.Routes;
import minutebook.web.throttle.Throttle;
import minutebook.web.users.Accounts.Guess;

/** Logging in and out: {@code /auth}. */
public final class AuthRoutes {
    private static final int EMAIL_LENGTH_MAX = 255;

    private final Access access;
    private final Accounts accounts;
    private final Logins logins;
    private final SessionCommands sessions;
    private final RefusedLogins refused;
    private final ClientAddress addresses;
    private final Throttle throttle;
    private final Answers answers;

    public AuthRoutes(
            Access access,
            Accounts accounts,
            Logins logins,
            SessionCommands sessions,
            RefusedLogins refused,
            ClientAddress addresses,
            Throttle throttle,
            Answers answers) {
        this.access = access;
        this.accounts = accounts;
        this.logins = logins;
        this.sessions = sessions;
        this.refused = refused;
        this.addresses = addresses;
        this.throttle = throttle;
        this.answers = answers;
    }

    public void routing(Routes routes) {
        routes.post("/auth/login", this::logIn)
                .post("/auth/logout", access.user(this::logOut))
                .get("/auth/logout", access.user(this::logOut))
                .post("/auth/refresh-token", access.user(this::refresh))
                .get("/auth/refresh-token", access.user(this::refresh));
    }

    private void logIn(ServerRequest request, ServerResponse response) {
        Body body = Body.of(request);
        String typed = body.text("email");
        String password = body.text("password");
        body.requireTypes();
        var fields = new Fields();
        String email = fields.line("email", typed, EMAIL_LENGTH_MAX);
        if (password.isEmpty()) {
            fields.missing("password");
        }
        fields.requireValid();
        Guess guess = accounts.guess(email, password);
        Optional<Registered> user = throttle.logIn(request, email, guess::check);
        if (user.isEmpty() || user.get().archived()) {
            refused.count(guess.account(), addresses.networkOf(request));
        }
        if (user.isEmpty()) {
            throw Problems.of(UserRefusal.LOGIN_WRONG);
        }
        throttle.remember(request, response, email);
        logins.open(response, user.get(), "You are logged in.");
    }

    private void logOut(ServerRequest request, ServerResponse response, Caller caller) {
        var wish = new EndSession(caller.session(), caller.user());
        answers.done(response, sessions.handle(CommandId.fresh(), wish));
        Answers.say(response, "You are logged out.");
    }

    private void refresh(ServerRequest request, ServerResponse response, Caller caller) {
        throttle.command(caller.user());
        var wish = new ContinueSession(caller.session(), caller.user(), caller.tokenPosition());
        Done done = answers.done(response, sessions.handle(CommandId.fresh(), wish));
        logins.send(response, 200, "Your token is new.", caller.user(), caller.session(), done);
    }
}
