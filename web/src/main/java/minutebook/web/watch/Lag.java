package minutebook.web.watch;

/**
 * For how long something is behind the book, by looking at both now and then: exact to the time
 * between two looks. Each time that it is seen behind, the head of that moment becomes a mark; when
 * it has reached the mark, it is known how long that took. Thread-safe.
 */
final class Lag {
    private long mark;
    private long markedAtNanos;
    private long measuredNanos;
    private boolean behind;

    /** {@code position}: how far it is; {@code head}: how far the book reaches. */
    synchronized void look(long position, long head, long nowNanos) {
        if (position >= head) {
            behind = false;
            measuredNanos = 0;
        } else if (!behind) {
            behind = true;
            mark(head, nowNanos);
        } else if (position >= mark) {
            measuredNanos = nowNanos - markedAtNanos;
            mark(head, nowNanos);
        }
    }

    private void mark(long head, long nowNanos) {
        mark = head;
        markedAtNanos = nowNanos;
    }

    /** 0: it is behind nothing. */
    synchronized long nanos(long nowNanos) {
        return behind ? Math.max(measuredNanos, nowNanos - markedAtNanos) : 0;
    }
}
