package minutebook.web.cluster;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What happens to bytes on their way through a proxy, in one direction. */
public sealed interface Fault {

    /** Nothing: they go on as they come. */
    record None() implements Fault {}

    /** Each is on its way for so long, whatever is behind it. */
    record Delay(Duration by) implements Fault {}

    /** They wait until another fault, or none, is set: a network that is away for a while. */
    record Stall() implements Fault {}

    /**
     * They are swallowed, while the connection stays open. A connection that has lost any never
     * passes one again in this direction: TCP loses nothing from the middle.
     */
    record Drop() implements Fault {}

    record Throttle(int bytesPerSecond) implements Fault {}

    /**
     * So many more go through, over all connections; then that connection is reset which had the
     * last of them, once.
     */
    record CutAfter(AtomicLong left) implements Fault {
        public CutAfter(long bytes) {
            this(new AtomicLong(bytes));
        }
    }

    Fault NONE = new None();
}
