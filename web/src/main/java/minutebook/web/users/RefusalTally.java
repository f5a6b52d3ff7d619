package minutebook.web.users;

import static java.util.Comparator.comparingLong;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import minutebook.events.UserId;
import minutebook.events.audit.AuditEvent.LoginsRefused;
import org.jspecify.annotations.Nullable;

/**
 * Counts refused log-ins by network, and sums up what is too much to be told one by one: however
 * many strangers come from wherever, it becomes a few events. Thread-safe; never blocks for long.
 */
final class RefusalTally {
    /** More networks than this that try at once are a botnet, of which each alone says nothing. */
    private static final int NETWORKS_MAX = 1_000;

    /** What is told by itself; the others, in one. With one such tale a minute: 30,000 a day. */
    private static final int TOLD_MAX = 20;

    private static final int USERS_MAX = 20;

    private final Map<String, Counted> byNetwork = new HashMap<>();
    private Counted others = new Counted();

    private static final class Counted {
        private final Set<UserId> users = new TreeSet<>();
        private long count;
        private long unknown;

        void add(Set<UserId> tried, long times, long ofNobody) {
            count += times;
            unknown += ofNobody;
            tried.stream().limit(USERS_MAX - users.size()).forEach(users::add);
        }

        LoginsRefused told(@Nullable String network) {
            return new LoginsRefused(List.copyOf(users), network, count, unknown);
        }
    }

    /** {@code user}: whose account was tried; null: there is none with this mail. */
    synchronized void count(@Nullable UserId user, String network) {
        Counted counted = byNetwork.get(network);
        if (counted == null) {
            counted = byNetwork.size() < NETWORKS_MAX ? new Counted() : others;
        }
        if (counted != others) {
            byNetwork.put(network, counted);
        }
        counted.add(user == null ? Set.of() : Set.of(user), 1, user == null ? 1 : 0);
    }

    /** What was counted, the most first and the rest in one; from here on it counts anew. */
    synchronized List<LoginsRefused> take() {
        var networks = new ArrayList<>(byNetwork.entrySet());
        networks.sort(comparingLong(it -> -it.getValue().count));
        var told = new ArrayList<LoginsRefused>();
        for (var each : networks) {
            if (told.size() < TOLD_MAX) {
                told.add(each.getValue().told(each.getKey()));
            } else {
                Counted it = each.getValue();
                others.add(it.users, it.count, it.unknown);
            }
        }
        if (others.count > 0) {
            told.add(others.told(null));
        }
        byNetwork.clear();
        others = new Counted();
        return told;
    }
}
