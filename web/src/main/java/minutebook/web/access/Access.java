package minutebook.web.access;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import minutebook.queries.sessions.SessionRegistry;
import minutebook.web.http.Problem;

/** Lets in who has a valid token of a session that still goes on. Thread-safe. */
public final class Access {
    private static final String BEARER = "Bearer ";

    private final Tokens tokens;
    private final SessionRegistry sessions;

    public Access(Tokens tokens, SessionRegistry sessions) {
        this.tokens = tokens;
        this.sessions = sessions;
    }

    /** A handler for users who are logged in. */
    @FunctionalInterface
    public interface UserHandler {
        void handle(ServerRequest request, ServerResponse response, Caller caller) throws Exception;
    }

    /** Only with a valid token in the header {@code Authorization}; others get 401. */
    public Handler user(UserHandler handler) {
        return (request, response) -> handler.handle(request, response, require(request));
    }

    /**
     * Who asks. Throws {@link Problem} 401 if the token is missing, wrong, expired or revoked, and
     * 503 if it is not known whether it was.
     */
    public Caller require(ServerRequest request) {
        return require(presentedToken(request));
    }

    /** Whom a token speaks for. Throws {@link Problem} 401 or 503. */
    public Caller require(String token) {
        return requireLive(tokens.verify(token));
    }

    /**
     * Who was found to have a token, if that was not revoked meanwhile; else {@link Problem} 401 or
     * 503.
     */
    public Caller requireLive(Optional<Caller> found) {
        Caller caller =
                found.orElseThrow(
                        () -> Problem.invalidToken("The token is invalid or has expired."));
        if (!sessions.isFollowing()) {
            throw Problem.unavailable("It is not known now which tokens are good. Try again.");
        }
        if (!sessions.isLive(caller.session(), caller.user(), caller.tokenPosition())) {
            throw Problem.invalidToken("The token was revoked.");
        }
        return caller;
    }

    /** What the request shows as a token. Throws {@link Problem} 401 if that is none, or two. */
    public static String presentedToken(ServerRequest request) {
        List<String> headers = request.headers().all(HeaderNames.AUTHORIZATION, List::of);
        // Of two, a proxy may have checked the other one.
        return (headers.size() == 1 ? bearer(headers.getFirst()) : Optional.<String>empty())
                .orElseThrow(
                        () ->
                                Problem.unauthorized(
                                        "A token is missing: Authorization: Bearer <token>."));
    }

    /** The token of a header {@code Authorization: Bearer <token>}; the scheme in any case. */
    public static Optional<String> bearer(String header) {
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }
}
