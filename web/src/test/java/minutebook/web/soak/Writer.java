package minutebook.web.soak;

import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.soak.check.Operation;
import minutebook.web.soak.check.Operation.Acknowledged;
import minutebook.web.soak.check.Operation.Outcome;
import minutebook.web.soak.check.Operation.Refused;
import minutebook.web.soak.check.Operation.Request;
import minutebook.web.soak.check.Operation.Unknown;
import minutebook.web.soak.client.Chance;
import minutebook.web.soak.client.Counted;
import minutebook.web.soak.client.Doors;
import minutebook.web.soak.client.Stage;

/**
 * Somebody who has one command after another done over REST, each under a key of its own, and asks
 * again until there is an answer. Every answer is held against the document.
 */
public final class Writer {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final long AGAIN_MILLIS = 200;

    /** Not now, or not known: the same is asked again. */
    private static final Set<Integer> ASK_AGAIN = Set.of(429, 503, 504);

    private static final int OUTCOME_UNKNOWN = 504;

    private final Stage stage;
    private final Doors doors;
    private final Chance chance;
    private final int givesUpPercent;
    private final Consumer<Operation> history;
    private final Consumer<String> defects;

    /**
     * @param givesUpPercent how often they do not ask again
     * @param defects is told of answers that no client should get
     */
    public Writer(
            Stage stage,
            Doors doors,
            Chance chance,
            int givesUpPercent,
            Consumer<Operation> history,
            Consumer<String> defects) {
        this.stage = stage;
        this.doors = doors;
        this.chance = chance;
        this.givesUpPercent = givesUpPercent;
        this.history = history;
        this.defects = defects;
    }

    @FunctionalInterface
    public interface Source {
        Optional<Wish> next(Chance chance);
    }

    /** Has wishes done, one every so often, until the run ends. */
    public void follow(Source wishes, long everyMillis) {
        try {
            stage.pause(chance.around(everyMillis));
            while (stage.isRunning()) {
                Optional<Wish> wish = wishes.next(chance);
                if (wish.isPresent()) {
                    perform(wish.get());
                }
                stage.pause(chance.around(everyMillis));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks until it is answered, or gives up, or the run is over; notes how it ended. */
    public Outcome perform(Wish wish) {
        var request = new Request(wish.method(), wish.path(), chance.name());
        Outcome outcome = new Unknown();
        try {
            outcome = outcome(wish, request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var operation =
                new Operation(
                        wish.type(), wish.actor().id(), wish.project(), null, request, outcome);
        history.accept(operation);
        stage.ended(operation);
        return outcome;
    }

    /** What was not answered may still be done, whatever is answered to the same later. */
    private Outcome outcome(Wish wish, Request request) throws InterruptedException {
        boolean uncertain = false;
        String last = "it was not sent";
        while (!stage.isOver()) {
            try {
                Reply reply = TestUser.send(http(wish, request));
                String position = reply.header("Event-Position");
                last = reply.status() + " " + reply.at("/message").asText();
                if (reply.status() < 300 && position != null) {
                    wish.learn().done(reply, Long.parseLong(position));
                    return new Acknowledged(Long.parseLong(position));
                } else if (!ASK_AGAIN.contains(reply.status())) {
                    if (reply.status() >= 500) {
                        defects.accept(wish.method() + " " + wish.path() + ": " + last);
                        uncertain = true;
                    }
                    break;
                }
                uncertain |= reply.status() == OUTCOME_UNKNOWN;
            } catch (AssertionError undocumented) {
                defects.accept(
                        wish.method() + " " + wish.path() + ": " + undocumented.getMessage());
                return new Unknown();
            } catch (IllegalStateException lost) {
                // What nobody took was not done.
                uncertain |= !(lost.getCause() instanceof ConnectException);
                if (lost.getCause() instanceof InterruptedException) {
                    return new Unknown();
                }
            }
            if (chance.isIn(givesUpPercent)) {
                break;
            }
            stage.count(Counted.COMMANDS_REPEATED);
            stage.pause(chance.around(AGAIN_MILLIS));
        }
        return uncertain ? new Unknown() : new Refused(last);
    }

    private HttpRequest http(Wish wish, Request request) {
        String body = wish.body();
        var http =
                HttpRequest.newBuilder(doors.pick(chance).resolve(wish.path()))
                        .timeout(ANSWER_WITHIN)
                        .header("Authorization", "Bearer " + wish.actor().token())
                        .header("Idempotency-Key", request.key())
                        .method(
                                wish.method(),
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (body != null) {
            http.header("Content-Type", "application/json");
        }
        return http.build();
    }
}
