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
    BINARY(400, 3, "Binary packets are not taken: send text"),
    TOO_MANY(429, 3, "Too many packets"),
    CROWDED(429, 3, "Too many sessions of your address that have not logged in, try again"),
    FULL(503, 3, "Too many sessions, try again"),
    BUSY(503, 3, "No memory for large packets, try again");

    static final String RETRY_AFTER_SECONDS = "5";

    private final int status;
    private final String json;

    Refusal(int status, int code, String message) {
        this.status = status;
        this.json = "{\"code\":" + code + ",\"message\":\"" + message + "\"}";
    }

    /** What a post is answered that ended its session so. */
    static Refusal of(Ending fault) {
        return switch (fault) {
            case TOO_LARGE -> TOO_LARGE;
            case NOT_TEXT -> BINARY;
            case TOO_MANY -> TOO_MANY;
            case BUSY -> BUSY;
            default -> BAD_REQUEST;
        };
    }

    int status() {
        return status;
    }

    /** Whether the same request may be granted in a while. */
    boolean passes() {
        return this == CROWDED || this == FULL || this == BUSY;
    }

    byte[] json() {
        return json.getBytes(StandardCharsets.US_ASCII);
    }
}
