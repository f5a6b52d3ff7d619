package minutebook.web.live.engine;

/** Why a session ended. */
public enum Ending {
    /** The client said goodbye. */
    LEFT(1000),
    /** The server let this one client go: refused, revoked or replaced. */
    DISMISSED(1000),
    /** The server stops. */
    SHUTDOWN(1001),
    /** Frames or packets that break the protocol. */
    MALFORMED(1002),
    /** A binary message; only text is spoken here. */
    NOT_TEXT(1003),
    /** Text that is not UTF-8. */
    NOT_UTF8(1007),
    /** Two polls, or two posts, at once. */
    OVERLAP(1008),
    /** No login in time, or too much talk before it. */
    NOT_LOGGED_IN(1008),
    /** More packets than the rate allows. */
    TOO_MANY(1008),
    /** A message that did not arrive whole in time. */
    TOO_SLOW(1008),
    /** A message over the limit. */
    TOO_LARGE(1009),
    /** A defect on our side, which is in the log. */
    FAILED(1011),
    /** No memory for large messages came free in time. */
    BUSY(1013),
    /** The connection was lost. */
    LOST(Ending.CUT),
    /** Nothing was heard after a ping. */
    NO_PONG(Ending.CUT),
    /** The client did not read what waited for it. */
    STALLED(Ending.CUT),
    /** More waited for the client than may wait. */
    QUEUE_FULL(Ending.CUT);

    /**
     * In place of a close code: the connection is closed at once, since nobody reads at its other
     * end.
     */
    static final int CUT = 0;

    private final int closeCode;

    Ending(int closeCode) {
        this.closeCode = closeCode;
    }

    /** The code of the WebSocket's close frame (RFC 6455, 7.4.1), or {@link #CUT}. */
    int closeCode() {
        return closeCode;
    }
}
