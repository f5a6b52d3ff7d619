package minutebook.web.live.engine;

import java.nio.charset.StandardCharsets;

/**
 * What is answered to a request that is no good, in Engine.IO's own words, so that its clients
 * understand.
 */
enum Refusal {
    UNKNOWN_TRANSPORT(400, 0, "Transport unknown"),
    UNKNOWN_SESSION(400, 1, "Session ID unknown"),
    BAD_METHOD(400, 2, "Bad handshake method"),
    BAD_REQUEST(400, 3, "Bad request"),
    FOREIGN_ORIGIN(403, 4, "Forbidden"),
    OLD_PROTOCOL(400, 5, "Unsupported protocol version"),
    WRONG_METHOD(405, 3, "Method not allowed"),
    NO_LENGTH(411, 3, "Length required"),
    TOO_LARGE(413, 3, "Payload too large"),
    FULL(503, 3, "Too many sessions, try again");

    private final int status;
    private final String json;

    Refusal(int status, int code, String message) {
        this.status = status;
        this.json = "{\"code\":" + code + ",\"message\":\"" + message + "\"}";
    }

    int status() {
        return status;
    }

    byte[] json() {
        return json.getBytes(StandardCharsets.US_ASCII);
    }
}
