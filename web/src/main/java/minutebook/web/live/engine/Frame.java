package minutebook.web.live.engine;

import java.nio.ByteBuffer;

/** What a WebSocket peer said: RFC 6455 after the framing is taken off. */
sealed interface Frame {

    /** A whole text message, valid UTF-8. */
    record Text(ByteBuffer payload) implements Frame {}

    record Ping(ByteBuffer payload) implements Frame {}

    record Pong() implements Frame {}

    /** The peer's close; the code is 1005 where it gave none. */
    record Close(int code) implements Frame {}
}
