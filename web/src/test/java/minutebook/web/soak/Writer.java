package minutebook.web.soak;

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
import minutebook.web.soak.check.Operation.Unknown;
import minutebook.web.soak.client.Chance;
import minutebook.web.soak.client.Counted;
import minutebook.web.soak.client.Stage;

/**
 * Somebody who has one command after another done over REST, each under a key of its own, and asks
 * again until there is an answer. Every answer is held against the document.
 */
final class Writer {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final long AGAIN_MILLIS = 200;

    /** Not now, or not known: the same is asked again. */
    private static final Set<Integer> ASK_AGAIN = Set.of(429, 503, 504);

    private final Stage stage;
    private final Chance chance;
    private final Consumer<Operation> history;
    private final Consumer<String> defects;

    /** {@code defects}: is told of answers that no client should get. */
    Writer(Stage stage, Chance chance, Consumer<Operation> history, Consumer<String> defects) {
        this.stage = stage;
        this.chance = chance;
        this.history = history;
        this.defects = defects;
    }

    @FunctionalInterface
    interface Source {
        Optional<Wish> next(Chance chance);
    }

    /** Has wishes done, one every so often, until the run ends. */
    void follow(Source wishes, long everyMillis) {
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

    /** Asks until it is answered, or the run is over; notes how it ended. */
    void perform(Wish wish) {
        Outcome outcome = new Unknown();
        try {
            outcome = outcome(wish);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var operation =
                new Operation(wish.type(), wish.actor().id(), wish.project(), null, outcome);
        history.accept(operation);
        stage.ended(operation);
    }

    private Outcome outcome(Wish wish) throws InterruptedException {
        HttpRequest request = request(wish);
        while (!stage.isOver()) {
            try {
                Reply reply = TestUser.send(request);
                String position = reply.header("Event-Position");
                if (reply.status() < 300 && position != null) {
                    wish.learn().done(reply, Long.parseLong(position));
                    return new Acknowledged(Long.parseLong(position));
                } else if (!ASK_AGAIN.contains(reply.status())) {
                    return new Refused(reply.status() + " " + reply.at("/message").asText());
                }
            } catch (AssertionError undocumented) {
                defects.accept(
                        wish.method() + " " + wish.path() + ": " + undocumented.getMessage());
                return new Unknown();
            } catch (IllegalStateException lost) {
                if (lost.getCause() instanceof InterruptedException) {
                    return new Unknown();
                }
            }
            stage.count(Counted.COMMANDS_REPEATED);
            stage.pause(chance.around(AGAIN_MILLIS));
        }
        return new Unknown();
    }

    private HttpRequest request(Wish wish) {
        String body = wish.body();
        var request =
                HttpRequest.newBuilder(wish.actor().server().resolve(wish.path()))
                        .timeout(ANSWER_WITHIN)
                        .header("Authorization", "Bearer " + wish.actor().token())
                        .header("Idempotency-Key", chance.name())
                        .method(
                                wish.method(),
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return request.build();
    }
}
