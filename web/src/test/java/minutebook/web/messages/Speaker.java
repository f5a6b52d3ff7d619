package minutebook.web.messages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import minutebook.web.TestUser;
import minutebook.web.docs.CheckedSocket;
import org.json.JSONObject;

/** Somebody who says things in projects' rooms, by the official Java client. */
public final class Speaker implements AutoCloseable {
    private final CheckedSocket socket;

    public Speaker(TestUser user) {
        socket =
                CheckedSocket.byHeader(user.server(), user.token(), "websocket", (_, _) -> {})
                        .connect();
    }

    /** Says it to all members; what the server acknowledges. */
    public JsonNode say(long project, String content) {
        return send(Map.of("project_id", project, "content", content));
    }

    /** Sends a message with these fields; what the server acknowledges. */
    public JsonNode send(Map<String, Object> fields) {
        return socket.ask("send_message", new JSONObject(fields))
                .orTimeout(3, TimeUnit.MINUTES)
                .join();
    }

    @Override
    public void close() {
        socket.close();
    }
}
