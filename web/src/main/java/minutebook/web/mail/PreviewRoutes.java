package minutebook.web.mail;

import static java.util.stream.Collectors.joining;

import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Arrays;
import minutebook.events.mail.MailKind;
import minutebook.events.users.Role;
import minutebook.web.access.Caller;
import minutebook.web.access.Queries;
import minutebook.web.access.Roles;
import minutebook.web.http.Answers;
import minutebook.web.http.Problem;
import minutebook.web.http.Routes;
import minutebook.web.mail.letters.Letter;
import minutebook.web.mail.letters.LetterWriter;

/** What mails look like, for admins: {@code /api/v1/mail/preview/<kind>}. */
public final class PreviewRoutes {
    private final Queries queries;
    private final Roles roles;
    private final LetterWriter letters;

    public PreviewRoutes(Queries queries, Roles roles, LetterWriter letters) {
        this.queries = queries;
        this.roles = roles;
        this.letters = letters;
    }

    public void routing(Routes routes) {
        routes.get("/api/v1/mail/preview/{kind}", queries.user(roles.only(Role.ADMIN, this::show)));
    }

    private void show(ServerRequest request, ServerResponse response, Caller caller) {
        MailKind kind =
                MailKind.find(request.path().pathParameters().get("kind"))
                        .orElseThrow(PreviewRoutes::noSuchKind);
        Letter letter = letters.preview(kind);
        if (wantsPage(request)) {
            response.header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
                    .send(letter.html());
        } else {
            Answers.send(response, letter);
        }
    }

    private static Problem noSuchKind() {
        String kinds = Arrays.stream(MailKind.values()).map(MailKind::text).collect(joining(", "));
        return Problem.of(404, "There is no such mail, only: %s.".formatted(kinds));
    }

    private static boolean wantsPage(ServerRequest request) {
        return request.headers().isAccepted(MediaTypes.TEXT_HTML)
                && !request.headers().isAccepted(MediaTypes.APPLICATION_JSON);
    }
}
