package minutebook.web.access;

import io.helidon.security.jwt.jwk.Jwk;
import io.helidon.security.jwt.jwk.JwkOctet;
import jakarta.json.Json;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import minutebook.events.vault.ServerKeys.ServerKey;
import minutebook.events.vault.VaultUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * The keys of tokens, as this node knows them, while others may rotate them: a new one signs only
 * when every node had time to learn of it, and an older one is good until the last token that it
 * signed has expired. So nobody is logged out by a rotation. Thread-safe.
 */
public final class TokenKeys implements AutoCloseable {
    /** What the keys are for, among those of {@link minutebook.events.vault.ServerKeys}. */
    public static final String PURPOSE = "tokens";

    static final String ALGORITHM = "HS256";

    /** By then each node has looked, several times. */
    private static final Duration SIGNS_AFTER = Duration.ofSeconds(10);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    /** Strangers can name any key they like: not each of them is worth a question. */
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofSeconds(1);

    /** How long a replaced key may still sign, with what clocks differ by. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final Supplier<List<ServerKey>> vault;
    private final Duration tokenLife;
    private final LongSupplier nanoTime;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Known known;
    private long lookedAtNanos;
    private @Nullable VaultUnavailable outage;

    /**
     * Looks for the first time.
     *
     * @param vault gives all keys, the newest first, at least one; may block
     * @param tokenLife how long a token lasts
     * @throws VaultUnavailable if the database does not answer
     */
    public TokenKeys(Supplier<List<ServerKey>> vault, Duration tokenLife) {
        this(vault, tokenLife, System::nanoTime);
    }

    TokenKeys(Supplier<List<ServerKey>> vault, Duration tokenLife, LongSupplier nanoTime) {
        this.vault = vault;
        this.tokenLife = tokenLife;
        this.nanoTime = nanoTime;
        this.known = Known.of(vault.get(), tokenLife);
        this.lookedAtNanos = nanoTime.getAsLong();
    }

    /** How long a replaced key must still be there, where tokens last so long. */
    public static Duration neededFor(Duration tokenLife) {
        return tokenLife.plus(MARGIN);
    }

    private record Known(Jwk signing, Map<String, Jwk> byId) {

        static Known of(List<ServerKey> newestFirst, Duration tokenLife) {
            var byId = new HashMap<String, Jwk>();
            ServerKey signing = newestFirst.getLast();
            Duration replacedFor = Duration.ZERO;
            for (ServerKey key : newestFirst) {
                if (replacedFor.compareTo(neededFor(tokenLife)) <= 0) {
                    byId.put(key.id().toString(), jwk(key));
                }
                replacedFor = key.age();
            }
            for (ServerKey key : newestFirst.reversed()) {
                if (key.age().compareTo(SIGNS_AFTER) >= 0) {
                    signing = key;
                }
            }
            return new Known(jwk(signing), Map.copyOf(byId));
        }
    }

    private static Jwk jwk(ServerKey key) {
        return JwkOctet.create(
                Json.createObjectBuilder()
                        .add("kty", "oct")
                        .add("kid", key.id().toString())
                        .add("alg", ALGORITHM)
                        .add("k", Base64.getUrlEncoder().withoutPadding().encodeToString(key.key()))
                        .build());
    }

    /** From now on it looks again every few seconds, until closed. */
    public TokenKeys follow() {
        Thread.ofVirtual().name("token-keys").start(this::run);
        return this;
    }

    /** The key that signs. */
    Jwk signing() {
        return known.signing();
    }

    /** Whether a key is good at this moment, as far as is known: asks nobody. */
    boolean has(String id) {
        return known.byId().containsKey(id);
    }

    /**
     * The key with this name; one that is not known is looked for, at most once a second.
     *
     * @throws VaultUnavailable if it is not known and the database does not answer: the token may
     *     be good
     */
    Optional<Jwk> find(String id) {
        Jwk key = known.byId().get(id);
        return key == null ? lookFor(id) : Optional.of(key);
    }

    private synchronized Optional<Jwk> lookFor(String id) {
        if (nanoTime.getAsLong() - lookedAtNanos >= LOOK_AGAIN_AFTER.toNanos()) {
            look();
        }
        Jwk key = known.byId().get(id);
        if (key == null && outage != null) {
            throw new VaultUnavailable(outage);
        }
        return Optional.ofNullable(key);
    }

    private synchronized void look() {
        try {
            known = Known.of(vault.get(), tokenLife);
            outage = null;
        } catch (VaultUnavailable away) {
            // What is known stays good; health tells of the database.
            outage = away;
        }
        lookedAtNanos = nanoTime.getAsLong();
    }

    private void run() {
        try {
            while (!closed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
