package minutebook.web.access;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.Consumer;
import minutebook.commands.Outcome;
import minutebook.commands.Outcome.Done;
import minutebook.commands.Repeats;
import minutebook.events.UserId;
import minutebook.events.log.About;
import minutebook.web.http.Answers;
import minutebook.web.http.Problem;

/**
 * The one way of all commands of users who are logged in: who asks, whether they ask too much,
 * whether it was done before under the same {@code Idempotency-Key}, the command itself, the wait
 * until its effect can be read, the answer. Thread-safe.
 */
public final class Commands {
    private static final System.Logger LOG = System.getLogger(Commands.class.getName());

    private final Access access;
    private final Crowd crowd;
    private final IdempotencyKeys keys;
    private final Consumer<UserId> limit;
    private final Repeats repeats;
    private final Answers answers;

    /**
     * @param secret see {@link IdempotencyKeys}
     * @param limit throws {@link Problem} 429 if the user asks too much
     */
    public Commands(
            Access access,
            Crowd crowd,
            byte[] secret,
            Consumer<UserId> limit,
            Repeats repeats,
            Answers answers) {
        this.access = access;
        this.crowd = crowd;
        this.keys = new IdempotencyKeys(secret);
        this.limit = limit;
        this.repeats = repeats;
        this.answers = answers;
    }

    /** Does a command, once; what it finds at fault, it throws or returns. */
    @FunctionalInterface
    public interface Act {
        Outcome act(Asked asked);
    }

    /**
     * The body of the answer: what the command was about, as it is now. Called after the command,
     * and after each of its repetitions, perhaps much later.
     */
    @FunctionalInterface
    public interface View {
        Object of(Asked asked, Done done);
    }

    /** A command that is answered with 200 and what {@code view} shows. */
    public Handler user(Act act, View view) {
        return user(act, 200, view);
    }

    /** A command that is answered with 200 and a text. */
    public Handler user(Act act, String message) {
        return user(act, (_, _) -> new Answers.Message(message));
    }

    public Handler user(Act act, int status, View view) {
        return (request, response) -> handle(request, response, act, status, view);
    }

    private void handle(
            ServerRequest request, ServerResponse response, Act act, int status, View view) {
        var caller = access.require(request);
        limit.accept(caller.user());
        var asked = new Asked(request, caller, keys.of(request, caller.user()));
        About.begin(asked.id().value());
        crowd.enter();
        try {
            Outcome outcome = repeats.once(asked.id(), () -> act.act(asked));
            Done done = answers.done(response, outcome);
            Answers.send(response, status, shown(view, asked, done));
        } finally {
            crowd.leave();
        }
    }

    /**
     * What was done is never answered with an error: neither if what it was about is gone since, or
     * none of the caller's business any more, nor if it cannot be read now.
     */
    private static Object shown(View view, Asked asked, Done done) {
        try {
            return view.of(asked, done);
        } catch (Problem gone) {
            return new Answers.Message("It is done. What it was about cannot be shown any more.");
        } catch (RuntimeException unreadable) {
            LOG.log(System.Logger.Level.WARNING, "A command's answer has no body", unreadable);
            return new Answers.Message("It is done. What it was about cannot be shown now.");
        }
    }
}
