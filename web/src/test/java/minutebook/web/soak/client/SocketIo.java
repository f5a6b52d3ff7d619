package minutebook.web.soak.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import minutebook.web.http.Json;

/**
 * A Socket.IO 5 client over Engine.IO 4, in the one namespace, over WebSocket alone. One thread
 * reads; any may ask.
 */
final class SocketIo implements Closeable {
    private static final String NAMESPACE = "/ws/messages,";
    private static final int LOGIN_MILLIS_MAX = 20_000;

    private final WebSocket socket;
    private final AtomicInteger asked = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> asks = new ConcurrentHashMap<>();
    private volatile boolean lost;

    private SocketIo(WebSocket socket) {
        this.socket = socket;
    }

    interface Listener {
        /** An event with its first argument, on the thread that reads. */
        void heard(String event, JsonNode data);
    }

    /**
     * Connects and logs in.
     *
     * @throws NotServed if the server does not let it in
     */
    static SocketIo open(URI server, String token) throws IOException {
        WebSocket socket = WebSocket.open(server, "/socket.io/?EIO=4&transport=websocket");
        try {
            socket.patience(LOGIN_MILLIS_MAX);
            ObjectNode auth = JsonNodeFactory.instance.objectNode().put("token", token);
            socket.write("40" + NAMESPACE + auth);
            String answer = socket.read();
            while (!answer.startsWith("4")) {
                pong(socket, answer);
                answer = socket.read();
            }
            if (!answer.startsWith("40" + NAMESPACE)) {
                throw new NotServed(answer);
            }
            return new SocketIo(socket);
        } catch (IOException gone) {
            socket.close();
            throw gone;
        }
    }

    private static void pong(WebSocket socket, String packet) throws IOException {
        if (packet.startsWith("2")) {
            socket.write("3" + packet.substring(1));
        }
    }

    /**
     * The ack, with which {@code onAck} runs first, on the thread that reads, before anything else
     * is read. Fails when the connection is lost before.
     */
    CompletableFuture<JsonNode> ask(String event, ObjectNode data, Consumer<JsonNode> onAck) {
        int id = asked.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        CompletableFuture<JsonNode> noted =
                answer.thenApply(
                        it -> {
                            onAck.accept(it);
                            return it;
                        });
        asks.put(id, answer);
        var packet = JsonNodeFactory.instance.arrayNode().add(event).add(data);
        try {
            socket.write("42" + NAMESPACE + id + packet);
        } catch (IOException gone) {
            answer.completeExceptionally(gone);
        }
        if (lost) {
            answer.completeExceptionally(new IOException("The connection was lost before"));
        }
        return noted;
    }

    /** Reads until the connection is lost, or nothing comes for so long. */
    void read(long patienceMillis, Listener listener) {
        try {
            socket.patience(patienceMillis);
            while (true) {
                packet(socket.read(), listener);
            }
        } catch (IOException gone) {
            lost = true;
            asks.values().forEach(it -> it.completeExceptionally(gone));
        }
    }

    private void packet(String packet, Listener listener) throws IOException {
        if (packet.startsWith("42" + NAMESPACE)) {
            JsonNode event = json(packet.substring(2 + NAMESPACE.length()));
            listener.heard(event.path(0).asText(), event.path(1));
        } else if (packet.startsWith("43" + NAMESPACE)) {
            int at = packet.indexOf('[');
            int id = Integer.parseInt(packet.substring(2 + NAMESPACE.length(), at));
            CompletableFuture<JsonNode> answer = asks.remove(id);
            if (answer == null) {
                throw new IOException("An ack that nobody asked for: " + packet);
            }
            answer.complete(json(packet.substring(at)).path(0));
        } else if (packet.startsWith("2")) {
            pong(socket, packet);
        } else if (packet.startsWith("1") || packet.startsWith("41")) {
            throw new IOException("The server ends the connection");
        }
    }

    private static JsonNode json(String text) throws IOException {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
