package minutebook.web.throttle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import org.jspecify.annotations.Nullable;

/**
 * The same allowance for each key. Thread-safe.
 *
 * <p>A key that was never seen, or not for so long that its bucket is full again, takes no memory.
 * At most {@code KEYS_MAX} keys are kept: a flood of made-up ones pushes out those that are asked
 * for least, so the keys under attack stay.
 */
final class Buckets<K> {

    /** Some 550 bytes each: 11 MB for all keys of one allowance. */
    static final int KEYS_MAX = 20_000;

    private final Cache<K, Bucket> byKey;
    private final Bandwidth bandwidth;
    private final TimeMeter clock;

    Buckets(Allowance allowance, TimeMeter clock) {
        this.bandwidth = allowance.bandwidth();
        this.clock = clock;
        this.byKey =
                Caffeine.newBuilder()
                        .maximumSize(KEYS_MAX)
                        .expireAfterAccess(allowance.forgottenAfter())
                        .ticker(clock::currentTimeNanos)
                        // On the caller's thread, so that no flood outruns the tidying.
                        .executor(Runnable::run)
                        .build();
    }

    /** How long until so many points can be taken; 0: now. Takes none. */
    long nanosUntil(K key, long points) {
        @Nullable Bucket bucket = byKey.getIfPresent(key);
        return bucket == null
                ? 0
                : bucket.estimateAbilityToConsume(points).getNanosToWaitForRefill();
    }

    /** Takes so many points, or none; false: they are not there. */
    boolean take(K key, long points) {
        return byKey.get(key, _ -> full()).tryConsume(points);
    }

    /** Gives back points that were taken. */
    void giveBack(K key, long points) {
        @Nullable Bucket bucket = byKey.getIfPresent(key);
        if (bucket != null && points > 0) {
            bucket.addTokens(points);
        }
    }

    /** How many keys are kept. */
    long size() {
        byKey.cleanUp();
        return byKey.estimatedSize();
    }

    private Bucket full() {
        return Bucket.builder().addLimit(bandwidth).withCustomTimePrecision(clock).build();
    }
}
