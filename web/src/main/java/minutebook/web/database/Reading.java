package minutebook.web.database;

import java.util.IdentityHashMap;
import java.util.Optional;

/** One query, which reads all of a kind from the same place. For one thread. */
final class Reading {
    private final IdentityHashMap<Object, Optional<Replica>> decided = new IdentityHashMap<>();

    boolean isDecided(Object kind) {
        return decided.containsKey(kind);
    }

    /** Where it was decided to read; empty: from the primary. */
    Optional<Replica> replica(Object kind) {
        return decided.getOrDefault(kind, Optional.empty());
    }

    void decide(Object kind, Optional<Replica> replica) {
        decided.put(kind, replica);
    }

    /** Any that it has read from. */
    Optional<Replica> any() {
        return decided.values().stream().flatMap(Optional::stream).findFirst();
    }
}
