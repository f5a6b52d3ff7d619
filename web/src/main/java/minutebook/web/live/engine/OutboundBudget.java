package minutebook.web.live.engine;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that what waits for all clients takes. It refuses nobody: by then the packets exist.
 * Who finds it exceeded sees to it that some are forgotten. Thread-safe.
 */
final class OutboundBudget {

    private final long bytesMax;
    private final AtomicLong bytes = new AtomicLong();

    OutboundBudget(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    void add(long more) {
        bytes.addAndGet(more);
    }

    /** What waits now. */
    long bytes() {
        return bytes.get();
    }

    boolean isExceeded() {
        return bytes.get() > bytesMax;
    }
}
