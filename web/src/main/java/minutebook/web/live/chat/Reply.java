package minutebook.web.live.chat;

import com.corundumstudio.socketio.AckRequest;
import com.corundumstudio.socketio.SocketIOClient;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import minutebook.web.http.Json;
import minutebook.web.http.Problem;
import minutebook.web.live.socketio.Encoded;
import minutebook.web.live.socketio.SocketIo;

/** The answer to one event of one client. */
record Reply(SocketIOClient client, AckRequest ack) {

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Complaint(String message, Map<String, String> errors) {}

    /** Done; says so only if the client asked for an ack. */
    void acknowledge(Object answer) {
        if (ack.isAckRequested()) {
            ack.sendAckData(Json.tree(answer));
        }
    }

    /** Not done: the event {@code error}, and the ack, if one was asked for, says the same. */
    void refuse(Problem problem) {
        var error = new Complaint(problem.getMessage(), problem.errors());
        SocketIo.send(client, Encoded.event("error", Json.tree(error)));
        acknowledge(error);
    }
}
