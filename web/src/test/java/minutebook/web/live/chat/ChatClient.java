package minutebook.web.live.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import minutebook.web.TestUser;
import minutebook.web.docs.CheckedSocket;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at a socket: the official client, and all that it hears, in order. What is not
 * documented fails the next look at what was heard.
 */
public final class ChatClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final TestUser user;
    private final CheckedSocket socket;
    private final BlockingQueue<Heard> heard;

    /** An event; {@code disconnect}: the server has ended the connection. */
    public record Heard(String event, JsonNode data) {
        public long id() {
            return data.path("id").asLong();
        }
    }

    private ChatClient(TestUser user, CheckedSocket socket, BlockingQueue<Heard> heard) {
        this.user = user;
        this.socket = socket;
        this.heard = heard;
    }

    public static ChatClient connect(TestUser user) throws Exception {
        return connect(user, "websocket");
    }

    /** {@code transport}: {@code polling} or {@code websocket}. */
    public static ChatClient connect(TestUser user, String transport) throws Exception {
        var heard = new LinkedBlockingQueue<Heard>();
        var socket =
                CheckedSocket.byHeader(
                        user.server(),
                        user.token(),
                        transport,
                        (event, data) -> heard.add(new Heard(event, data)));
        return new ChatClient(user, socket.connect(), heard);
    }

    /** Connected, and in the project's room. */
    public static ChatClient in(long project, TestUser user) throws Exception {
        ChatClient client = connect(user);
        assertEquals(true, client.join(project).isArray());
        return client;
    }

    TestUser user() {
        return user;
    }

    public JsonNode join(long project) throws Exception {
        return ask("join_project", "{\"project_id\": %d}".formatted(project));
    }

    /** {@code since}: as JSON. */
    public JsonNode join(long project, String since) throws Exception {
        return ask("join_project", "{\"project_id\": %d, \"since\": %s}".formatted(project, since));
    }

    public JsonNode leave(long project) throws Exception {
        return ask("leave_project", "{\"project_id\": %d}".formatted(project));
    }

    /** Says something to all, and waits until it is acknowledged. */
    public JsonNode say(long project, String content) throws Exception {
        return send("{\"project_id\": %d, \"content\": \"%s\"}".formatted(project, content));
    }

    public JsonNode send(String message) throws Exception {
        return ask("send_message", message);
    }

    /** The ack of an event with one argument: an object, as JSON. */
    JsonNode ask(String event, String object) throws Exception {
        return ask(event, new JSONObject(object)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** The ack of an event with these arguments, as the client's library takes them. */
    public CompletableFuture<JsonNode> ask(String event, @Nullable Object... arguments) {
        return socket.ask(event, arguments);
    }

    /** Without asking for an ack. */
    void emit(String event, @Nullable Object... arguments) {
        socket.emit(event, arguments);
    }

    /** What it hears next. */
    public Heard next() throws InterruptedException {
        return next(PATIENCE);
    }

    public Heard next(Duration within) throws InterruptedException {
        Heard next = heard.poll(within.toMillis(), TimeUnit.MILLISECONDS);
        socket.requireDocumented();
        assertNotNull(next, () -> user.name() + " hears nothing");
        return next;
    }

    /** All that it has heard and nobody looked at yet; waits only for the first of it. */
    public List<Heard> soFar(Duration within) throws InterruptedException {
        var all = new ArrayList<Heard>();
        Heard first = heard.poll(within.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            all.add(first);
            heard.drainTo(all);
        }
        socket.requireDocumented();
        return all;
    }

    /** What it hears next, which must be such an event. */
    public JsonNode next(String event) throws InterruptedException {
        Heard next = next();
        assertEquals(event, next.event(), next::toString);
        return next.data();
    }

    /** All that it hears before a message with this content. */
    public List<Heard> before(String content) throws InterruptedException {
        var before = new ArrayList<Heard>();
        Heard next = next();
        while (!next.data().path("content").asText().equals(content)) {
            before.add(next);
            next = next();
        }
        return before;
    }

    @Override
    public void close() {
        socket.close();
    }
}
