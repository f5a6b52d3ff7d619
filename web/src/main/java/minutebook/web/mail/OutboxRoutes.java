package minutebook.web.mail;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import java.util.OptionalLong;
import minutebook.commands.Outcome;
import minutebook.commands.Outcome.Done;
import minutebook.commands.Outcome.Refused;
import minutebook.commands.mail.MailCommands;
import minutebook.commands.mail.MailRefusal;
import minutebook.commands.mail.RetryMail;
import minutebook.commands.users.UserRefusal;
import minutebook.events.UserId;
import minutebook.events.book.CommandId;
import minutebook.events.users.Role;
import minutebook.web.access.Asked;
import minutebook.web.access.Caller;
import minutebook.web.access.Commands;
import minutebook.web.access.Queries;
import minutebook.web.access.Roles;
import minutebook.web.http.Answers;
import minutebook.web.http.Lists;
import minutebook.web.http.PathNumber;
import minutebook.web.http.Problem;
import minutebook.web.http.Routes;
import minutebook.web.mail.outbox.FindMails;
import minutebook.web.mail.outbox.FindMails.Mailed;
import minutebook.web.mail.outbox.PostOffice;

/** What became of mails, for admins: {@code /api/v1/mail}. */
public final class OutboxRoutes {
    private final Queries queries;
    private final Commands commands;
    private final MailCommands rules;
    private final Roles roles;
    private final FindMails find;
    private final PostOffice office;
    private final Answers outbox;

    /** {@code outbox}: waits until the outbox has seen what was commanded. */
    public OutboxRoutes(
            Queries queries,
            Commands commands,
            MailCommands rules,
            Roles roles,
            FindMails find,
            PostOffice office,
            Answers outbox) {
        this.queries = queries;
        this.commands = commands;
        this.rules = rules;
        this.roles = roles;
        this.find = find;
        this.office = office;
        this.outbox = outbox;
    }

    public void routing(Routes routes) {
        routes.get("/api/v1/mail", queries.user(roles.only(Role.ADMIN, this::list)))
                .post(
                        "/api/v1/mail/{mail}/retry",
                        commands.user(this::retry, "The mail is tried again."));
    }

    private void list(ServerRequest request, ServerResponse response, Caller caller) {
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
        if (!roles.has(by, Role.ADMIN)) {
            return new Refused(UserRefusal.ONLY_ADMINS);
        }
        Outcome outcome =
                mail(asked.request())
                        .map(it -> retry(it, by, asked.id()))
                        .orElseGet(() -> new Refused(MailRefusal.MAIL_NOT_FOUND));
        if (outcome instanceof Done done) {
            outbox.settle(done.position());
        }
        return outcome;
    }

    private Outcome retry(Mailed mail, UserId by, CommandId id) {
        office.tell(mail.id());
        return rules.handle(id, new RetryMail(mail.recipient(), mail.position(), by));
    }

    private Optional<Mailed> mail(ServerRequest request) {
        OptionalLong number = PathNumber.of(request, "mail");
        return number.isPresent() ? find.find(number.getAsLong()) : Optional.empty();
    }
}
