package minutebook.events.book;

import java.util.concurrent.TimeUnit;

/**
 * How long the appender waits for more before it writes. Where more than one came the last time,
 * others are on their way, and a larger batch costs all who come after it, from the disk to the
 * clients' sockets, less than the wait: half as long as a write takes, as PostgreSQL's manual
 * advises for {@code commit_delay} (30.4). Where hardly anybody came meanwhile, all who write were
 * there already: then it goes on without for a while. For one thread.
 */
final class Gathering {
    private static final long NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(1);

    /** It paid if for so many who were there at once, at least one more came. */
    private static final int PAYS_FOR = 16;

    /** After so many batches without, it is tried again. */
    private static final int BATCHES_WITHOUT = 8;

    private int batch;
    private long writeNanos;
    private int without;

    /** How long to wait for more than those who are there at once; 0: not at all. */
    long nanos() {
        if (batch <= 1) {
            return 0;
        }
        if (without > 0) {
            without--;
            return 0;
        }
        return Math.min(writeNanos / 2, NANOS_MAX);
    }

    /** Who came: {@code atOnce}, and {@code later}, while it waited. */
    void waited(int atOnce, int later) {
        if (later * PAYS_FOR < atOnce) {
            without = BATCHES_WITHOUT;
        }
    }

    /** A batch of so many was written in this time. */
    void written(int appends, long nanos) {
        batch = appends;
        writeNanos = nanos;
    }
}
