package minutebook.web.mail;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import java.util.regex.Pattern;
import minutebook.commands.Outcome;
import minutebook.commands.Outcome.Done;
import minutebook.commands.Outcome.Refused;
import minutebook.commands.mail.MailCommands;
import minutebook.commands.mail.MailRefusal;
import minutebook.commands.mail.RetryMail;
import minutebook.commands.users.UserRefusal;
import minutebook.commands.users.Users;
import minutebook.events.UserId;
import minutebook.web.access.Asked;
import minutebook.web.access.Caller;
import minutebook.web.access.Commands;
import minutebook.web.access.Queries;
import minutebook.web.http.Answers;
import minutebook.web.http.Lists;
import minutebook.web.http.Problem;
import minutebook.web.http.Routes;
import minutebook.web.mail.outbox.FindMails;
import minutebook.web.mail.outbox.FindMails.Mailed;

/** What became of mails, for admins: {@code /api/v1/mail}. */
public final class OutboxRoutes {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    private final Queries queries;
    private final Commands commands;
    private final MailCommands rules;
    private final Users users;
    private final FindMails find;
    private final Answers outbox;

    /** {@code outbox}: waits until the outbox has seen what was commanded. */
    public OutboxRoutes(
            Queries queries,
            Commands commands,
            MailCommands rules,
            Users users,
            FindMails find,
            Answers outbox) {
        this.queries = queries;
        this.commands = commands;
        this.rules = rules;
        this.users = users;
        this.find = find;
        this.outbox = outbox;
    }

    public void routing(Routes routes) {
        routes.get("/api/v1/mail", queries.user(this::list))
                .post(
                        "/api/v1/mail/{mail}/retry",
                        commands.user(this::retry, "The mail is tried again."));
    }

    private void list(ServerRequest request, ServerResponse response, Caller caller) {
        Admins.require(users, caller);
        String state = request.query().first("state").orElse("");
        if (!state.isEmpty() && !FindMails.STATES.contains(state)) {
            throw Problem.invalid(
                    "state",
                    "'state' must be one of %s.".formatted(String.join(", ", FindMails.STATES)));
        }
        Lists.send(
                request, response, find.page(state, Lists.filter(request), Lists.paging(request)));
    }

    private Outcome retry(Asked asked) {
        UserId by = asked.caller().user();
        if (!Admins.has(users, by)) {
            return new Refused(UserRefusal.ONLY_ADMINS);
        }
        Outcome outcome =
                mail(asked.request())
                        .map(it -> new RetryMail(it.recipient(), it.position(), by))
                        .map(wish -> rules.handle(asked.id(), wish))
                        .orElseGet(() -> new Refused(MailRefusal.MAIL_NOT_FOUND));
        if (outcome instanceof Done done) {
            outbox.settle(done.position());
        }
        return outcome;
    }

    private Optional<Mailed> mail(ServerRequest request) {
        String number = request.path().pathParameters().get("mail");
        return NUMBER.matcher(number).matches()
                ? find.find(Long.parseLong(number))
                : Optional.empty();
    }
}
