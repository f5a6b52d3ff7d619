package minutebook.web.live.engine;

/** Why a session ended. */
public enum Ending {
    /** The client said goodbye. */
    LEFT(1000, ""),
    /** The server let this one client go: refused, revoked or replaced. */
    DISMISSED(1000, ""),
    /**
     * What the client came for cannot be had at this moment; its connection ends so that it comes
     * again.
     */
    NOT_NOW(1013, "Not now: come again."),
    /** The server stops. */
    SHUTDOWN(1001, "The server stops."),
    /** Frames or packets that break the protocol. */
    MALFORMED(1002, "A frame or packet breaks the protocol."),
    /** A binary message; only text is spoken here. */
    NOT_TEXT(1003, "Binary is not taken: send text."),
    /** Text that is not UTF-8. */
    NOT_UTF8(1007, "A text is not UTF-8."),
    /** Two polls, or two posts, at once. */
    OVERLAP(1008, "Two polls or posts at once."),
    /** No login in time, or too much talk before it. */
    NOT_LOGGED_IN(1008, "No login in time, or too much talk before it."),
    /** More packets than the rate allows. */
    TOO_MANY(1008, "Too many packets."),
    /** A message that did not arrive whole in time. */
    TOO_SLOW(1008, "A packet did not arrive whole in time."),
    /** A message over the limit. */
    TOO_LARGE(1009, "A packet is longer than may be sent."),
    /** A defect on our side, which is in the log. */
    FAILED(1011, "The server failed."),
    /** No memory for large messages came free in time, or it was needed for quicker ones. */
    BUSY(1013, "No memory for large packets: try again."),
    /** The connection was lost. */
    LOST(Ending.CUT, ""),
    /** Nothing was heard after a ping. */
    NO_PONG(Ending.CUT, ""),
    /** The client did not read what waited for it. */
    STALLED(Ending.CUT, ""),
    /** More waited for the client than may wait. */
    QUEUE_FULL(Ending.CUT, ""),
    /** More waited for all clients than may wait, and this one held much and was behind. */
    TOO_MUCH_WAITS(Ending.CUT, "");

    /**
     * In place of a close code: the connection is closed at once, since nobody reads at its other
     * end.
     */
    static final int CUT = 0;

    private final int closeCode;
    private final String closeReason;

    Ending(int closeCode, String closeReason) {
        this.closeCode = closeCode;
        this.closeReason = closeReason;
    }

    /** The code of the WebSocket's close frame (RFC 6455, 7.4.1), or {@link #CUT}. */
    int closeCode() {
        return closeCode;
    }

    /** What the close frame says beside it. */
    String closeReason() {
        return closeReason;
    }

    /** Whether a client that polls is told why by a refusal ({@link Refusal#of}). */
    boolean isRefusal() {
        return switch (this) {
            case MALFORMED, NOT_TEXT, NOT_UTF8, TOO_MANY, TOO_LARGE, BUSY -> true;
            default -> false;
        };
    }

    /** Whether a post that it came with was taken: it is told by what is sent. */
    boolean isFriendly() {
        return this == LEFT || this == DISMISSED || this == NOT_NOW || this == SHUTDOWN;
    }
}
