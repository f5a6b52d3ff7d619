package minutebook.web.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.helidon.dbclient.DbClientException;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import minutebook.commands.InvalidInput;
import minutebook.commands.Refusal;
import minutebook.events.book.AppendFailure;
import minutebook.events.book.AppendFailure.BookUnavailable;
import minutebook.events.vault.VaultUnavailable;
import minutebook.queries.DatabaseAway;

/**
 * Everything that goes wrong, in the one form of the contract: {@code message}, {@code errors} by
 * field, and the members of RFC 9457. Tells nothing of the inside.
 */
public final class Problems {
    private static final System.Logger LOG = System.getLogger(Problems.class.getName());
    private static final Seldom REFUSED = new Seldom(Duration.ofSeconds(1));
    public static final String MEDIA_TYPE = "application/problem+json; charset=utf-8";

    private Problems() {}

    /** The body of an error. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Body(
            String message,
            Map<String, String> errors,
            String type,
            String title,
            int status,
            String detail) {}

    /** Makes this the answer to whatever a handler throws. */
    public static void install(HttpRouting.Builder routing) {
        // What Helidon itself refuses, as a page that it does not have.
        routing.error(HttpException.class, Problems::refusedByHelidon)
                .error(
                        Throwable.class,
                        (request, response, failure) ->
                                find(failure)
                                        .ifPresentOrElse(
                                                it -> send(request, response, it),
                                                () -> unforeseen(request, response, failure)));
    }

    /** How this is answered; the log is told of a database that is away. Empty: it is a defect. */
    public static Optional<Problem> find(Throwable failure) {
        return switch (failure) {
            case Problem problem -> Optional.of(problem);
            case InvalidInput invalid -> Optional.of(Problem.invalid(invalid.errors()));
            case AppendFailure notDone -> Optional.of(of(notDone));
            case Throwable away when isDatabaseAway(away) -> Optional.of(databaseAway(away));
            default -> Optional.empty();
        };
    }

    /** Whether the database did not answer, whoever asked it. */
    public static boolean isDatabaseAway(Throwable failure) {
        return failure instanceof BookUnavailable
                || failure instanceof VaultUnavailable
                || failure instanceof DatabaseAway
                // A query that it did not answer, or a read model that is not there.
                || failure instanceof DbClientException;
    }

    /** How an append that was not done, or perhaps not, is answered. */
    private static Problem of(AppendFailure failure) {
        return switch (failure) {
            case AppendFailure.BookOverloaded _ ->
                    Problem.unavailable("The server has too much to do. Try again.");
            case BookUnavailable away -> databaseAway(away);
            // The appender has told the log: it is for the operator to mend.
            case AppendFailure.BookRefused _ ->
                    Problem.unavailable("The database does not take this. Nothing was done.");
            case AppendFailure.OutcomeUnknown _ -> {
                LOG.log(System.Logger.Level.WARNING, "It is not known whether a command was done");
                yield Problem.of(504, "Repeat with the same Idempotency-Key");
            }
            // The handlers of commands decide again on these; none is left over for a client.
            case AppendFailure.VersionConflict _,
                    AppendFailure.PersonErased _,
                    AppendFailure.ClaimTaken _,
                    AppendFailure.AlreadyDone _ ->
                    Problem.of(409, "Somebody else changed it at the same moment. Try again.");
        };
    }

    /** How a refusal by the rules is answered. */
    public static Problem of(Refusal refusal) {
        int status =
                switch (refusal.kind()) {
                    case UNAUTHENTICATED -> 401;
                    case NOT_FOUND -> 404;
                    case FORBIDDEN -> 403;
                    case INVALID -> 400;
                    case CONFLICT -> 409;
                    case STALE -> 412;
                };
        String field = refusal.field();
        if (status == 401) {
            return Problem.unauthorized(refusal.text());
        } else if (field == null) {
            return Problem.of(status, refusal.text());
        }
        String text = status == 400 ? Problem.INVALID : refusal.text();
        return Problem.of(status, text).withErrors(Map.of(field, refusal.text()));
    }

    /** 503; the log says what the database said, once a second while it is away. */
    private static Problem databaseAway(Throwable away) {
        Throwable cause = away.getCause() == null ? away : away.getCause();
        REFUSED.ifDue(
                others ->
                        LOG.log(
                                System.Logger.Level.WARNING,
                                "A request was refused, after {0} others: {1}",
                                others,
                                cause.getMessage()));
        return Problem.databaseAway();
    }

    private static void refusedByHelidon(
            ServerRequest request, ServerResponse response, HttpException refused) {
        int status = refused.status().code();
        if (status >= 500) {
            unforeseen(request, response, refused);
        } else {
            String text =
                    status == 404
                            ? "There is no such page."
                            : refused.status().reasonPhrase() + ".";
            send(request, response, Problem.of(status, text));
        }
    }

    private static void unforeseen(
            ServerRequest request, ServerResponse response, Throwable cause) {
        // The path may hold a token: it is not told.
        LOG.log(
                System.Logger.Level.ERROR,
                "A request failed: " + request.prologue().method().text(),
                cause);
        send(request, response, unforeseen());
    }

    /** A defect: nothing is told of it. */
    public static Problem unforeseen() {
        return Problem.of(500, "Something went wrong on our side.");
    }

    public static void send(ServerRequest request, ServerResponse response, Problem problem) {
        problem.headers()
                .forEach((name, value) -> response.header(HeaderNames.create(name), value));
        response.status(problem.status()).header(HeaderNames.CONTENT_TYPE, MEDIA_TYPE);
        if (request.prologue().method().equals(Method.HEAD)) {
            // Helidon would send the body, which the client takes for its next answer.
            response.send();
        } else {
            response.send(body(problem));
        }
    }

    private static String title(int status) {
        // Helidon does not know this one.
        return status == 431
                ? "Request Header Fields Too Large"
                : Status.create(status).reasonPhrase();
    }

    /** The body of an error, as JSON text in UTF-8. */
    public static byte[] body(Problem problem) {
        String text = problem.getMessage();
        String title = title(problem.status());
        return Json.write(
                new Body(text, problem.errors(), "about:blank", title, problem.status(), text));
    }
}
