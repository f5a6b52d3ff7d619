package minutebook.events.book;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * When this node heard of how far the book reaches, for the last steps that it made: by it, how
 * long something took since its commit is known without any clock but this node's own. One writes
 * at a time; any number read, without a lock, and may rarely read the moment of a step that is just
 * being written over, which only measures are told.
 */
final class Heard {
    private static final int STEPS = 4_096;

    private final AtomicLongArray positions = new AtomicLongArray(STEPS);
    private final AtomicLongArray nanos = new AtomicLongArray(STEPS);
    private volatile long count;

    void reaches(long position, long atNanos) {
        long step = count;
        positions.setPlain(slot(step), position);
        // Never 0, which stands for: not known.
        nanos.setPlain(slot(step), atNanos | 1);
        count = step + 1;
    }

    /** By {@link System#nanoTime}; 0: not yet, or too many steps ago. */
    long when(long position) {
        long end = count;
        // The oldest is left out: it may be the next to be written over.
        long low = Math.max(0, end - STEPS + 1);
        if (low == end || (low > 0 && position <= positions.getPlain(slot(low)))) {
            return 0;
        }
        long high = end;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (positions.getPlain(slot(middle)) < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == end ? 0 : nanos.getPlain(slot(low));
    }

    private static int slot(long step) {
        return (int) (step % STEPS);
    }
}
