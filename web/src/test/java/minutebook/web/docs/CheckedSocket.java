package minutebook.web.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import minutebook.web.http.Json;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * Socket.IO as tests speak it, by the official Java client: whatever comes is held against the
 * server's own document, {@code /asyncapi}. What the document does not say fails the ack that was
 * waited for, and from then on {@link #requireDocumented} and {@link #close}. Thread-safe.
 */
public final class CheckedSocket implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    private final Socket socket;
    private final CompletableFuture<String> connected = new CompletableFuture<>();
    private volatile @Nullable AssertionError fault;

    /** Hears one event after the other, on a thread of the library's; must not block. */
    @FunctionalInterface
    public interface Listener {
        /**
         * @param event {@code disconnect}: the connection has ended; {@code data} says why
         * @param data missing: none came with it
         */
        void heard(String event, JsonNode data);
    }

    private CheckedSocket(URI server, IO.Options options, Listener listener) {
        options.forceNew = true;
        options.reconnection = false;
        socket = IO.socket(server.resolve("/ws/messages"), options);
        listen(listener);
    }

    /** With its token in a header. {@code transport}: {@code polling} or {@code websocket}. */
    public static CheckedSocket byHeader(
            URI server, @Nullable String token, String transport, Listener listener) {
        var options = new IO.Options();
        options.transports = new String[] {transport};
        options.extraHeaders = Map.of("Authorization", List.of("Bearer " + token));
        return new CheckedSocket(server, options, listener);
    }

    /** With its token in {@code auth}, as a browser sends it; else the same. */
    public static CheckedSocket byAuth(
            URI server, @Nullable String token, String transport, Listener listener) {
        var options = new IO.Options();
        options.transports = new String[] {transport};
        options.auth = Map.of("token", String.valueOf(token));
        return new CheckedSocket(server, options, listener);
    }

    private void listen(Listener listener) {
        socket.onAnyIncoming(
                all -> {
                    String event = String.valueOf(all[0]);
                    List<JsonNode> arguments = json(Arrays.copyOfRange(all, 1, all.length));
                    check(() -> EventCheck.OURS.event(event, arguments));
                    listener.heard(event, first(arguments));
                });
        socket.on(Socket.EVENT_CONNECT, _ -> connected.complete("connected"));
        socket.on(Socket.EVENT_CONNECT_ERROR, why -> refused(why[0]));
        socket.on(
                Socket.EVENT_DISCONNECT,
                why -> listener.heard("disconnect", new TextNode(String.valueOf(why[0]))));
    }

    /** By the server's word, or because there was no way to it, which is no word of the server. */
    private void refused(Object why) {
        if (why instanceof JSONObject) {
            List<JsonNode> refusal = json(new Object[] {why});
            check(() -> EventCheck.OURS.refusal(refusal));
        }
        connected.complete("refused: " + why);
    }

    /** Connects, and waits until that is done; refused, an IllegalStateException says why. */
    public CheckedSocket connect() {
        socket.connect();
        String outcome = connected.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        requireDocumented();
        if (!outcome.equals("connected")) {
            throw new IllegalStateException(outcome);
        }
        return this;
    }

    /** The ack of an event with these arguments, as the client's library takes them. */
    public CompletableFuture<JsonNode> ask(String event, @Nullable Object... arguments) {
        var answer = new CompletableFuture<JsonNode>();
        Ack ack =
                reply -> {
                    List<JsonNode> all = json(reply);
                    if (check(() -> EventCheck.OURS.ack(event, all))) {
                        answer.complete(first(all));
                    } else {
                        answer.completeExceptionally(fault);
                    }
                };
        socket.emit(event, arguments, ack);
        return answer;
    }

    /** Without asking for an ack. */
    public void emit(String event, @Nullable Object... arguments) {
        socket.emit(event, arguments);
    }

    private boolean check(Runnable check) {
        try {
            check.run();
            return true;
        } catch (AssertionError undocumented) {
            if (fault == null) {
                fault = undocumented;
            }
            return false;
        }
    }

    /** Throws what the first thing was that is not documented, if anything came that is not. */
    public void requireDocumented() {
        AssertionError undocumented = fault;
        if (undocumented != null) {
            throw undocumented;
        }
    }

    /** What the library gives is another JSON: through its text into ours. */
    private static List<JsonNode> json(@Nullable Object[] arguments) {
        return Arrays.stream(arguments).map(CheckedSocket::json).toList();
    }

    private static JsonNode json(@Nullable Object argument) {
        String text = argument instanceof String plain ? JSONObject.quote(plain) : "" + argument;
        try {
            return Json.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private static JsonNode first(List<JsonNode> arguments) {
        return arguments.isEmpty() ? MissingNode.getInstance() : arguments.getFirst();
    }

    @Override
    public void close() {
        socket.disconnect();
        requireDocumented();
    }
}
