package minutebook.web.throttle;

import java.time.Duration;
import java.util.List;
import minutebook.web.http.Problem;

/** One key's part in what a wish costs. */
record Charge<K>(Buckets<K> buckets, K key) {

    /**
     * Takes so many points from each, or from none.
     *
     * @throws Problem 429 with the time after which all of them have enough
     */
    static void takeAll(List<Charge<?>> charges, long points) {
        // Before anything is taken, so that a refused wish neither costs points nor makes a bucket.
        refuseIfAnyIsShort(charges, points);
        for (int i = 0; i < charges.size(); i++) {
            if (!charges.get(i).take(points)) {
                // Somebody with the same key was quicker.
                giveBackAll(charges.subList(0, i), points);
                refuseIfAnyIsShort(charges, points);
                throw Problem.tooMany(Duration.ofSeconds(1));
            }
        }
    }

    static void giveBackAll(List<Charge<?>> charges, long points) {
        charges.forEach(charge -> charge.giveBack(points));
    }

    private static void refuseIfAnyIsShort(List<Charge<?>> charges, long points) {
        long nanos =
                charges.stream().mapToLong(charge -> charge.nanosUntil(points)).max().orElse(0);
        if (nanos > 0) {
            throw Problem.tooMany(Duration.ofNanos(nanos));
        }
    }

    private long nanosUntil(long points) {
        return buckets.nanosUntil(key, points);
    }

    private boolean take(long points) {
        return buckets.take(key, points);
    }

    private void giveBack(long points) {
        buckets.giveBack(key, points);
    }
}
