package minutebook.web.mail;

import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import minutebook.commands.mail.MailRefusal;
import minutebook.commands.users.Users;
import minutebook.events.mail.MailKind;
import minutebook.web.access.Caller;
import minutebook.web.access.Queries;
import minutebook.web.http.Answers;
import minutebook.web.http.Problems;
import minutebook.web.http.Routes;
import minutebook.web.mail.letters.Letter;
import minutebook.web.mail.letters.LetterWriter;

/** What mails look like, for admins: {@code /api/v1/mail/preview/<kind>}. */
public final class PreviewRoutes {
    private final Queries queries;
    private final Users users;
    private final LetterWriter letters;

    public PreviewRoutes(Queries queries, Users users, LetterWriter letters) {
        this.queries = queries;
        this.users = users;
        this.letters = letters;
    }

    public void routing(Routes routes) {
        routes.get("/api/v1/mail/preview/{kind}", queries.user(this::show));
    }

    private void show(ServerRequest request, ServerResponse response, Caller caller) {
        Admins.require(users, caller);
        MailKind kind =
                MailKind.find(request.path().pathParameters().get("kind"))
                        .orElseThrow(() -> Problems.of(MailRefusal.MAIL_NOT_FOUND));
        Letter letter = letters.preview(kind);
        if (wantsPage(request)) {
            response.header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
                    .send(letter.html());
        } else {
            Answers.send(response, letter);
        }
    }

    private static boolean wantsPage(ServerRequest request) {
        return request.headers().isAccepted(MediaTypes.TEXT_HTML)
                && !request.headers().isAccepted(MediaTypes.APPLICATION_JSON);
    }
}
