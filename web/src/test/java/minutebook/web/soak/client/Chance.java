package minutebook.web.soak.client;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Chance that comes from the run's seed: the same decisions each time. For one thread. */
public final class Chance {
    private final SplittableRandom random;

    public Chance(long seed) {
        this(new SplittableRandom(seed));
    }

    private Chance(SplittableRandom random) {
        this.random = random;
    }

    /** Chance of its own for somebody else. */
    public Chance split() {
        return new Chance(random.split());
    }

    /** From 0 to below {@code bound}. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    public boolean isIn(int percent) {
        return random.nextInt(100) < percent;
    }

    /** Milliseconds until something that happens every so often, whenever it wants to. */
    public long around(long meanMillis) {
        return (long) (-Math.log(1 - random.nextDouble()) * meanMillis);
    }

    public <T> T of(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** So many of them, or all, each once, in any order. */
    public <T> List<T> some(List<T> all, int count) {
        var left = new ArrayList<>(all);
        var some = new ArrayList<T>();
        while (some.size() < count && !left.isEmpty()) {
            some.add(left.remove(random.nextInt(left.size())));
        }
        return some;
    }

    public String name() {
        return Long.toString(random.nextLong() >>> 1, 36);
    }
}
