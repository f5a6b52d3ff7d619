package minutebook.web.live.stream;

import java.time.Duration;
import java.util.List;
import minutebook.queries.notifications.Notice;

/** One reader's place among what is told. For one thread at a time, but for {@link #wake}. */
public interface Telling extends AutoCloseable {

    /**
     * The next ones, in order; empty if there is none within {@code patience}, or {@link #wake}.
     * Blocks.
     *
     * @throws InterruptedException also if the reader may hear no more
     * @throws minutebook.queries.DatabaseAway may be called again
     */
    List<Notice> next(Duration patience) throws InterruptedException;

    /** All up to here was given by {@link #next}, or concerns others. */
    long position();

    /** Whoever waits in {@link #next}, or comes there next, does not wait. From any thread. */
    void wake();

    @Override
    void close();
}
