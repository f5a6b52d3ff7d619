package minutebook.web.live.engine;

/** So many at once, so many a second in the long run. Thread-safe. */
final class TokenBucket {

    private static final long NANOS = 1_000_000_000L;

    private final long nanosPerToken;
    private final long nanosMax;
    private long emptyAt;

    TokenBucket(int burst, int perSecond, long now) {
        this.nanosPerToken = NANOS / perSecond;
        this.nanosMax = nanosPerToken * burst;
        this.emptyAt = now - nanosMax;
    }

    /** Takes one token; false if none is left at this time (of {@link System#nanoTime}). */
    synchronized boolean take(long now) {
        // The bucket holds as many tokens as the time that has gone by since it was last empty.
        if (now - emptyAt > nanosMax) {
            emptyAt = now - nanosMax;
        }
        if (now - emptyAt < nanosPerToken) {
            return false;
        }
        emptyAt += nanosPerToken;
        return true;
    }
}
