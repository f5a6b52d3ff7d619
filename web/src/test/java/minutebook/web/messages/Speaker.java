package minutebook.web.messages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import minutebook.web.TestUser;
import org.json.JSONObject;

/** Somebody who says things in projects' rooms, by the official Java client. */
public final class Speaker implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BlockingQueue<Object> came = new LinkedBlockingQueue<>();
    private final Socket socket;

    public Speaker(TestUser user) {
        var options = new IO.Options();
        options.forceNew = true;
        options.reconnection = false;
        options.transports = new String[] {"websocket"};
        options.extraHeaders = Map.of("Authorization", List.of("Bearer " + user.token()));
        socket = IO.socket(user.server().resolve("/ws/messages"), options);
        socket.on(Socket.EVENT_CONNECT, _ -> came.add("connected"));
        socket.on(Socket.EVENT_CONNECT_ERROR, args -> came.add(args[0]));
        socket.connect();
        Object first = next();
        if (!first.equals("connected")) {
            throw new IllegalStateException(first.toString());
        }
    }

    /** Says it to all members; what the server acknowledges. */
    public JsonNode say(long project, String content) {
        return send(Map.of("project_id", project, "content", content));
    }

    /** Sends a message with these fields; what the server acknowledges. */
    public JsonNode send(Map<String, Object> fields) {
        socket.emit("send_message", new JSONObject(fields), (Ack) args -> came.add(args[0]));
        try {
            return JSON.readTree(next().toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object next() {
        try {
            return Objects.requireNonNull(came.poll(20, TimeUnit.SECONDS), "nothing came");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        socket.disconnect();
    }
}
