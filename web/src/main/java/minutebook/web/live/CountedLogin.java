package minutebook.web.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import minutebook.web.access.Caller;
import minutebook.web.http.Problem;
import minutebook.web.live.socketio.Login;
import minutebook.web.throttle.Throttle;
import org.jspecify.annotations.Nullable;

/** Lets in whom another login lets in, but only so many sockets of one user at a time. */
public record CountedLogin(Login inside, Throttle throttle) implements Login {

    @Override
    public Verdict judge(@Nullable String bearer, ObjectNode auth) {
        Verdict verdict = inside.judge(bearer, auth);
        return verdict instanceof Verdict.Accepted(Caller caller, Runnable gone)
                ? count(caller, gone)
                : verdict;
    }

    private Verdict count(Caller caller, Runnable gone) {
        try {
            Throttle.Place place = throttle.socket(caller.user());
            return new Verdict.Accepted(
                    caller,
                    () -> {
                        place.close();
                        gone.run();
                    });
        } catch (Problem tooMany) {
            return new Verdict.Refused(tooMany.getMessage());
        }
    }
}
