package minutebook.web.live.engine;

import java.util.List;

/** What a poll gets: packets, or the news that it should not have come. */
sealed interface Poll {
    /**
     * Packets, at least one.
     *
     * @param last whether the session has said all that it had to say
     */
    record Packets(List<byte[]> packets, boolean last) implements Poll {}

    /** Another poll is waiting already. */
    record Overlap() implements Poll {}

    /** The session has ended by its client's fault. */
    record Over(Ending why) implements Poll {}

    /** The session speaks over a WebSocket now. */
    record Upgraded() implements Poll {}
}
