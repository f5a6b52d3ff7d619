package minutebook.web.live;

import java.time.Duration;
import minutebook.web.live.engine.Limits;
import minutebook.web.live.presence.Heartbeat;

/**
 * How what is live keeps time.
 *
 * @param beatEvery after so long without a notification a stream's client is told the position
 *     (contract 4.1)
 * @param stalledAfter a stream's reader that takes nothing for so long is cut
 * @param sockets how long, and how much, sockets may take
 * @param nodes how nodes notice each other
 */
public record Pace(Duration beatEvery, Duration stalledAfter, Limits sockets, Heartbeat nodes) {

    /** A beat every 15 s; cut after 10 s. */
    public static Pace defaults() {
        return new Pace(
                Duration.ofSeconds(15),
                Duration.ofSeconds(10),
                Limits.defaults(),
                Heartbeat.defaults());
    }

    public Pace withStreams(Duration beat, Duration stalled) {
        return new Pace(beat, stalled, sockets, nodes);
    }

    public Pace withSockets(Limits limits) {
        return new Pace(beatEvery, stalledAfter, limits, nodes);
    }

    public Pace withNodes(Heartbeat heartbeat) {
        return new Pace(beatEvery, stalledAfter, sockets, heartbeat);
    }
}
