package minutebook.web.users;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import minutebook.commands.users.ForgottenPassword;
import minutebook.commands.users.PasswordRenewal;
import minutebook.web.http.Answers;
import minutebook.web.http.Body;
import minutebook.web.http.Problem;
import minutebook.web.http.Routes;
import minutebook.web.throttle.Throttle;

/** Forgotten passwords: {@code /api/v1/users/me/forget-password}. */
public final class ForgottenRoutes {
    private static final String PATH = "/api/v1/users/me/forget-password";

    /** Longer than it ever takes to find that there is a user, or none. */
    private static final Duration ANSWERED_AFTER = Duration.ofMillis(500);

    private final ForgottenPasswords forgotten;
    private final Throttle throttle;
    private final Answers answers;

    public ForgottenRoutes(ForgottenPasswords forgotten, Throttle throttle, Answers answers) {
        this.forgotten = forgotten;
        this.throttle = throttle;
        this.answers = answers;
    }

    public void routing(Routes routes) {
        routes.post(PATH, this::forget).put(PATH, this::renew);
    }

    /**
     * The same answer at the same time, whether there is a user of this address or none. Without
     * {@code Event-Position}, which would move for a user alone.
     */
    private void forget(ServerRequest request, ServerResponse response) {
        long cameNanos = System.nanoTime();
        Body body = Body.of(request);
        String email = body.text("email");
        body.requireTypes();
        var wish = new ForgottenPassword(email);
        throttle.passwordReset(request, wish.email());
        forgotten.request(wish);
        awaitNext(ANSWERED_AFTER, cameNanos);
        Answers.say(response, "If a user has this mail address, a link was sent to it.");
    }

    /** Waits until a whole number of steps has passed. */
    private static void awaitNext(Duration step, long sinceNanos) {
        long passedNanos = System.nanoTime() - sinceNanos;
        try {
            Thread.sleep(Duration.ofNanos(step.toNanos() - passedNanos % step.toNanos()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("The server is stopping.");
        }
    }

    private void renew(ServerRequest request, ServerResponse response) {
        Body body = Body.of(request);
        String token = body.text("token");
        String password = body.text("new_password");
        body.requireTypes();
        var wish = new PasswordRenewal(token, password);
        answers.done(response, forgotten.renew(throttle.party(request), wish));
        Answers.say(response, "Your password is changed. Log in with it.");
    }
}
