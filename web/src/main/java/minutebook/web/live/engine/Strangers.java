package minutebook.web.live.engine;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts the sessions that have not logged in: in all, and those of each address, so that nobody
 * takes the places of all others. Thread-safe.
 */
final class Strangers {

    private final Limits limits;
    private final Map<String, Integer> byAddress = new HashMap<>();
    private int count;

    Strangers(Limits limits) {
        this.limits = limits;
    }

    /**
     * One more.
     *
     * @throws Refused if there are too many
     */
    synchronized void enter(String address) {
        if (byAddress.getOrDefault(address, 0) >= limits.strangersPerAddressMax()) {
            throw new Refused(Refusal.CROWDED);
        }
        if (count >= limits.strangersMax()) {
            throw new Refused(Refusal.FULL);
        }
        byAddress.merge(address, 1, Integer::sum);
        count++;
    }

    /** One has logged in, or gone. */
    synchronized void leave(String address) {
        byAddress.computeIfPresent(address, (_, those) -> those == 1 ? null : those - 1);
        count--;
    }

    synchronized int count() {
        return count;
    }
}
