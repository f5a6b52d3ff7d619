package minutebook.web.live.presence;

import java.time.Duration;

/**
 * How nodes notice each other.
 *
 * @param beatEvery so often a node says that it is there
 * @param lookEvery so often a node looks at the others, should a notification be lost
 * @param voidAfter a node of which nothing was heard for so long is dead, and nobody is there
 */
public record Heartbeat(Duration beatEvery, Duration lookEvery, Duration voidAfter) {

    /** A beat every 5 s; dead after 15 s; a look every second. */
    public static Heartbeat defaults() {
        return new Heartbeat(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(15));
    }
}
