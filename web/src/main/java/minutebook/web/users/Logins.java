package minutebook.web.users;

import io.helidon.webserver.http.ServerResponse;
import java.util.UUID;
import minutebook.commands.Outcome.Done;
import minutebook.commands.users.SessionCommand.OpenSession;
import minutebook.commands.users.SessionCommands;
import minutebook.commands.users.User.Registered;
import minutebook.commands.users.UserRefusal;
import minutebook.events.UserId;
import minutebook.events.book.CommandId;
import minutebook.web.access.Tokens;
import minutebook.web.http.Answers;
import minutebook.web.http.Problems;

/** Opens sessions, and answers with their tokens: the {@code auth_resp} of the contract. */
public final class Logins {
    private final SessionCommands sessions;
    private final Tokens tokens;
    private final Answers answers;

    public Logins(SessionCommands sessions, Tokens tokens, Answers answers) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.answers = answers;
    }

    private record AuthResp(
            String message, String authorization, String tokenType, long tokenExpiresIn) {}

    /** A new session of a user whose password was found right; an archived one gets 403. */
    void open(ServerResponse response, Registered user, String message) {
        if (user.archived()) {
            throw Problems.of(UserRefusal.LOGIN_ARCHIVED);
        }
        UUID session = UUID.randomUUID();
        var wish = new OpenSession(session, user.id(), user.credential());
        Done done = answers.done(response, sessions.handle(CommandId.fresh(), wish));
        send(response, 200, message, user.id(), session, done);
    }

    /** The token that belongs to a session event. */
    void send(
            ServerResponse response,
            int status,
            String message,
            UserId user,
            UUID session,
            Done done) {
        String token = tokens.issue(user, session, done.position());
        Answers.send(
                response,
                status,
                new AuthResp(message, token, "Bearer", tokens.life().toSeconds()));
    }
}
