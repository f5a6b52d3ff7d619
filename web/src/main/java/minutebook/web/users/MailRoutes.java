package minutebook.web.users;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLEncoder;
import java.util.Optional;
import minutebook.commands.Outcome;
import minutebook.commands.users.UserCommand;
import minutebook.commands.users.UserCommand.SwitchProjectMail;
import minutebook.commands.users.UserCommand.VerifyEmail;
import minutebook.commands.users.UserCommands;
import minutebook.events.UserId;
import minutebook.events.book.CommandId;
import minutebook.web.access.Asked;
import minutebook.web.access.Commands;
import minutebook.web.http.Answers;
import minutebook.web.http.Body;
import minutebook.web.http.Problem;
import minutebook.web.http.Routes;

/** Which mails a user gets: a verified address, and mails about projects or none. */
public final class MailRoutes {
    private static final String UNSUBSCRIBE = "/api/v1/mail/unsubscribe/{token}";

    private final Commands commands;
    private final UserCommands rules;
    private final Links links;
    private final Answers answers;

    public MailRoutes(Commands commands, UserCommands rules, Links links, Answers answers) {
        this.commands = commands;
        this.rules = rules;
        this.links = links;
        this.answers = answers;
    }

    public void routing(Routes routes) {
        routes.put("/api/v1/users/verify", this::verify)
                .put(
                        "/api/v1/users/me/mail",
                        commands.user(this::switchMail, "Your wish is noted."))
                .get(UNSUBSCRIBE, MailRoutes::showUnsubscribe)
                .post(UNSUBSCRIBE, this::unsubscribe);
    }

    private void verify(ServerRequest request, ServerResponse response) {
        Body body = Body.of(request);
        String token = body.text("token");
        body.requireTypes();
        if (token.isEmpty()) {
            throw Problem.invalid("token", "'token' is required.");
        }
        UserId user = links.toVerify(token).orElseThrow(Links::wrong);
        handle(response, new VerifyEmail(user));
        Answers.say(response, "Your mail address is verified.");
    }

    private Outcome switchMail(Asked asked) {
        Body body = Body.of(asked.request());
        Optional<Boolean> wanted = body.flag("projects");
        body.requireTypes();
        UserId user = asked.caller().user();
        return rules.handle(asked.id(), new SwitchProjectMail(user, user, wanted.orElseThrow()));
    }

    /** Also by a mail program on its own (RFC 8058), whose body says nothing that we need. */
    private void unsubscribe(ServerRequest request, ServerResponse response) {
        String token = request.path().pathParameters().get("token");
        UserId user = links.toUnsubscribe(token).orElseThrow(Links::wrong);
        handle(response, new SwitchProjectMail(user, null, false));
        Answers.say(response, "You get no more mails about projects.");
    }

    /**
     * A mail program that knows nothing of RFC 8058 opens the address in a browser: it is led to
     * the page that asks. To act on it would let every program that looks into mails unsubscribe
     * people.
     */
    private static void showUnsubscribe(ServerRequest request, ServerResponse response) {
        String token = request.path().pathParameters().get("token");
        response.status(Status.SEE_OTHER_303)
                .header(HeaderNames.LOCATION, "/unsubscribe#" + fragment(token))
                .send();
    }

    /** Whatever it is, it ends neither the fragment nor the header. */
    private static String fragment(String token) {
        return URLEncoder.encode(token, UTF_8).replace("+", "%20");
    }

    private void handle(ServerResponse response, UserCommand command) {
        answers.done(response, rules.handle(CommandId.fresh(), command));
    }
}
