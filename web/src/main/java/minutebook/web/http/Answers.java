package minutebook.web.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import minutebook.commands.Outcome;
import minutebook.commands.Outcome.Done;
import minutebook.commands.Outcome.Refused;
import minutebook.queries.ReadModels;

/** Answers that are no errors. */
public final class Answers {
    private static final HeaderName EVENT_POSITION = HeaderNames.create("Event-Position");
    private static final String MEDIA_TYPE = "application/json; charset=utf-8";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ReadModels models;

    public Answers(ReadModels models) {
        this.models = models;
    }

    /** A text for a person to read: the body of answers that have nothing else to say. */
    public record Message(String message) {}

    /**
     * The command's end, once the client can read what it wrote: with {@code Event-Position}. What
     * is durable is never answered with an error, even if the read models are late.
     *
     * @throws Problem the refusal, if it was refused
     */
    public Done done(ServerResponse response, Outcome outcome) {
        Done done = require(outcome);
        settle(done.position());
        position(response, done.position());
        return done;
    }

    /** Tells where in the book a command's end is: {@code Event-Position}. */
    public static void position(ServerResponse response, long position) {
        response.header(EVENT_POSITION, Long.toString(position));
    }

    /**
     * Waits until what stands at {@code position} can be read on this node; at most 5 s. False: it
     * cannot be read yet.
     */
    public boolean settle(long position) {
        try {
            return models.await(position, PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What was done; throws the {@link Problem} that a refusal is. */
    public static Done require(Outcome outcome) {
        return switch (outcome) {
            case Done done -> done;
            case Refused refused -> throw Problems.of(refused.refusal());
        };
    }

    public static void send(ServerResponse response, Object body) {
        send(response, 200, body);
    }

    public static void send(ServerResponse response, int status, Object body) {
        sendJson(response, status, Json.write(body));
    }

    /** Of what is written already. */
    public static void sendJson(ServerResponse response, int status, byte[] json) {
        response.status(status).header(HeaderNames.CONTENT_TYPE, MEDIA_TYPE).send(json);
    }

    public static void say(ServerResponse response, String message) {
        send(response, new Message(message));
    }
}
