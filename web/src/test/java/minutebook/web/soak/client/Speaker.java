package minutebook.web.soak.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import minutebook.web.TestUser;
import minutebook.web.soak.check.Operation;
import minutebook.web.soak.check.Operation.Acknowledged;
import minutebook.web.soak.check.Operation.Message;
import minutebook.web.soak.check.Operation.Outcome;
import minutebook.web.soak.check.Operation.Refused;
import minutebook.web.soak.check.Operation.Unknown;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who talks over a client's socket, and says the same again, under the same name, until it
 * is acknowledged. Runs until the run ends and all that they said has its answer.
 */
public final class Speaker implements Runnable {
    private static final long ACK_SECONDS_MAX = 10;
    private static final long AGAIN_MILLIS = 100;

    /** Of one, two, three and four bytes, and such as JSON has its own way with. */
    private static final String LETTERS = " aß→😀 \"\\\u2028</";

    /** Where somebody may speak now, and to whom privately. */
    public record Place(long project, List<Long> privately) {}

    /** Picks a place; empty: there is none. */
    @FunctionalInterface
    public interface Places {
        Optional<Place> pick(long user, Chance chance);
    }

    private final TestUser user;
    private final SocketClient client;
    private final Stage stage;
    private final Chance chance;
    private final long everyMillis;
    private final int givesUpPercent;
    private final Places places;
    private final Consumer<Operation> history;
    private int count;

    /**
     * @param everyMillis how often they say something, on average
     * @param givesUpPercent how often they do not say again what was not acknowledged
     */
    public Speaker(
            TestUser user,
            SocketClient client,
            Stage stage,
            Chance chance,
            long everyMillis,
            int givesUpPercent,
            Places places,
            Consumer<Operation> history) {
        this.user = user;
        this.client = client;
        this.stage = stage;
        this.chance = chance;
        this.everyMillis = everyMillis;
        this.givesUpPercent = givesUpPercent;
        this.places = places;
        this.history = history;
    }

    @Override
    public void run() {
        try {
            stage.pause(chance.around(everyMillis));
            while (stage.isRunning()) {
                Optional<Place> place = places.pick(user.id(), chance);
                if (place.isPresent()) {
                    say(place.get());
                }
                stage.pause(chance.around(everyMillis));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(Place place) throws InterruptedException {
        List<Long> privately = place.privately();
        long receiver = !privately.isEmpty() && chance.isIn(30) ? chance.of(privately) : 0;
        String name = user.id() + "-" + ++count;
        String content = Content.of(place.project(), chance.name() + LETTERS);
        ObjectNode wish =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("project_id", place.project())
                        .put("sender_id", user.id())
                        .put("content", content)
                        .put("receiver_id", receiver)
                        .put("client_message_id", name);
        Outcome outcome = said(wish);
        var message = new Message(name, content, receiver);
        var operation =
                new Operation("message-sent", user.id(), place.project(), message, null, outcome);
        history.accept(operation);
        stage.ended(operation);
    }

    private Outcome said(ObjectNode wish) throws InterruptedException {
        boolean uncertain = false;
        String last = "it was not said";
        try {
            while (!stage.isOver()) {
                JsonNode answer = ask(wish);
                uncertain |= answer == null;
                if (answer != null) {
                    if (answer.has("id")) {
                        return new Acknowledged(answer.path("id").asLong());
                    }
                    last = answer.path("message").asText();
                    if (Refusals.areFinal(answer)) {
                        break;
                    }
                }
                if (chance.isIn(givesUpPercent)) {
                    break;
                }
                stage.count(Counted.COMMANDS_REPEATED);
                stage.pause(AGAIN_MILLIS);
            }
        } catch (InterruptedException e) {
            // Noted all the same: it may have been done.
            Thread.currentThread().interrupt();
            uncertain = true;
        }
        return uncertain ? new Unknown() : new Refused(last);
    }

    /** Null: no answer came. */
    private @Nullable JsonNode ask(ObjectNode wish) throws InterruptedException {
        SocketIo io = client.connection();
        while (io == null) {
            if (stage.isOver()) {
                return null;
            }
            stage.pause(AGAIN_MILLIS);
            io = client.connection();
        }
        try {
            return io.ask("send_message", wish, _ -> {}).get(ACK_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException lost) {
            return null;
        }
    }
}
