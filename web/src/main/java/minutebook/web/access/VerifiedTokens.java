package minutebook.web.access;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tokens whose signature was found right: a client sends the same one with each request, and to
 * read it takes longer than all else that is done to know the client.
 *
 * <p>Only what our own keys signed comes in, some 350 characters each, so that it stays below 15
 * MB. The oldest half goes when it is full. Thread-safe.
 */
final class VerifiedTokens {
    private static final int HALF_MAX = 10_000;

    private record Verified(String key, Caller caller) {}

    private volatile Map<String, Verified> young = new ConcurrentHashMap<>();
    private volatile Map<String, Verified> old = Map.of();

    /** Who was found to have the token, if the key that signed it is still good. */
    Optional<Caller> find(String token, Predicate<String> isGood) {
        @Nullable Verified found = young.get(token);
        if (found == null) {
            found = old.get(token);
            if (found != null) {
                add(token, found);
            }
        }
        return Optional.ofNullable(found).filter(it -> isGood.test(it.key())).map(Verified::caller);
    }

    void add(String token, String key, Caller caller) {
        add(token, new Verified(key, caller));
    }

    private void add(String token, Verified verified) {
        if (young.size() >= HALF_MAX) {
            turn();
        }
        young.put(token, verified);
    }

    private synchronized void turn() {
        if (young.size() >= HALF_MAX) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
    }

    int size() {
        return young.size() + old.size();
    }
}
