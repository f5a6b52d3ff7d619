package minutebook.commands;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import minutebook.events.book.AppendFailure.BookOverloaded;
import minutebook.events.book.AppendFailure.BookUnavailable;

/**
 * Lets the commands that write one stream come one after the other, first come, first served: all
 * at once, each but one would have decided on what is no longer so, and the last of a hundred would
 * try a hundred times. It is only about speed, and only on this node; what is right, the versions
 * in the book see to. Streams share a fixed number of queues.
 */
final class Turns {
    private static final int QUEUES = 1024;

    private final Duration patience;
    private final ReentrantLock[] queues = new ReentrantLock[QUEUES];

    Turns(Duration patience) {
        this.patience = patience;
        for (int i = 0; i < QUEUES; i++) {
            queues[i] = new ReentrantLock(true);
        }
    }

    /**
     * Blocks until it is the turn of {@code whose}: a stream, or a command's id. Not to be called
     * within a turn.
     *
     * @throws BookOverloaded if the turn did not come in time; nothing was done
     */
    <T> T inTurn(Object whose, Supplier<T> work) {
        ReentrantLock queue = queues[Math.floorMod(whose.hashCode(), QUEUES)];
        await(queue);
        try {
            return work.get();
        } finally {
            queue.unlock();
        }
    }

    private void await(ReentrantLock queue) {
        try {
            if (!queue.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BookOverloaded();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BookUnavailable("Interrupted while waiting for a turn");
        }
    }
}
