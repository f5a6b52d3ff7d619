package minutebook.web.live.engine;

import org.jspecify.annotations.Nullable;

/**
 * What a request to the endpoint asks for, after all of it that a stranger wrote has been judged.
 */
sealed interface Call {

    /** Begin a session by polling. */
    record Open(Visitor visitor) implements Call {}

    /** Wait for packets. */
    record Poll(String session) implements Call {}

    /** Send packets: a body of so many bytes follows. */
    record Post(String session, int bodyBytes) implements Call {}

    /**
     * Become a WebSocket.
     *
     * @param session the session that it is to take over; null to begin one
     * @param accept what to answer as `Sec-WebSocket-Accept`
     */
    record Socket(@Nullable String session, Visitor visitor, String accept) implements Call {}
}
