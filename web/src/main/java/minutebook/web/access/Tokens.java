package minutebook.web.access;

import io.helidon.security.jwt.Jwt;
import io.helidon.security.jwt.SignedJwt;
import io.helidon.security.jwt.jwk.Jwk;
import io.helidon.security.jwt.jwk.JwkKeys;
import io.helidon.security.jwt.jwk.JwkOctet;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import minutebook.events.UserId;
import minutebook.events.vault.ServerKeys.ServerKey;

/**
 * Access tokens: JWTs signed with HMAC-SHA-256 (RFC 7519, RFC 8725). A token names its user, its
 * session, and the position of the event that it was issued with; whether that session still goes
 * on is for {@link Access} to know. Thread-safe.
 */
public final class Tokens {
    private static final String ALGORITHM = "HS256";
    private static final String ISSUER = "minutebook";
    private static final String SESSION = "sid";
    private static final String POSITION = "pos";
    private static final int LENGTH_MAX = 4_096;
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final int VERIFIED_MAX = 20_000;

    private final List<Jwk> keys;
    private final JwkKeys byId;
    private final Duration life;
    private final Clock clock;

    // A client sends the same token with each request: its signature need not be computed each
    // time.
    private final ConcurrentHashMap<String, Caller> verified = new ConcurrentHashMap<>();

    /**
     * @param keys the newest first, which signs; all of them verify
     * @param life of a token
     */
    public Tokens(List<ServerKey> keys, Duration life, Clock clock) {
        this.keys = keys.stream().map(Tokens::jwk).toList();
        var named = JwkKeys.builder();
        this.keys.forEach(named::addKey);
        this.byId = named.build();
        this.life = life;
        this.clock = clock;
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

    /** How long a token lasts. */
    public Duration life() {
        return life;
    }

    /** A new token; {@code position}: of the event that it is issued with. */
    public String issue(UserId user, UUID session, long position) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Jwk key = keys.getFirst();
        Jwt jwt =
                Jwt.builder()
                        .algorithm(ALGORITHM)
                        .keyId(key.keyId())
                        .type("JWT")
                        .issuer(ISSUER)
                        .addAudience(ISSUER)
                        .subject(user.toString())
                        .issueTime(now)
                        .expirationTime(now.plus(life))
                        .addPayloadClaim(SESSION, session.toString())
                        .addPayloadClaim(POSITION, position)
                        .build();
        return SignedJwt.sign(jwt, key).tokenContent();
    }

    /** Whom the token speaks for; empty: it is none of ours, was changed, or has expired. */
    public Optional<Caller> verify(String token) {
        if (token.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        Caller known = verified.get(token);
        Optional<Caller> caller = known == null ? check(token) : Optional.of(known);
        return caller.filter(it -> clock.instant().isBefore(it.expires()));
    }

    private Optional<Caller> check(String token) {
        try {
            SignedJwt signed = SignedJwt.parseToken(token);
            Jwt jwt = signed.getJwt();
            if (!hasOurHead(jwt) || !signed.verifySignature(byId).isValid() || !hasOurClaims(jwt)) {
                return Optional.empty();
            }
            Caller caller = caller(jwt);
            remember(token, caller);
            return Optional.of(caller);
        } catch (RuntimeException malformed) {
            // Of a stranger's text the parsers of JWT, Base64, JSON and times throw whatever they
            // like, with the text in the message: whatever it is, the text is no token of ours.
            return Optional.empty();
        }
    }

    /** Before any key is used: our algorithm, and a key of ours by its name (RFC 8725, 3.1). */
    private boolean hasOurHead(Jwt jwt) {
        return jwt.algorithm().filter(ALGORITHM::equals).isPresent()
                && jwt.keyId().flatMap(byId::forKeyId).isPresent();
    }

    private boolean hasOurClaims(Jwt jwt) {
        Instant now = clock.instant();
        return jwt.issuer().filter(ISSUER::equals).isPresent()
                && jwt.audience().filter(List.of(ISSUER)::equals).isPresent()
                && jwt.issueTime().filter(it -> !it.isAfter(now.plus(SKEW))).isPresent()
                && jwt.notBefore().filter(it -> it.isAfter(now.plus(SKEW))).isEmpty()
                && jwt.expirationTime().isPresent();
    }

    private static Caller caller(Jwt jwt) {
        return new Caller(
                new UserId(Long.parseLong(jwt.subject().orElseThrow())),
                UUID.fromString(((JsonString) jwt.payloadClaim(SESSION).orElseThrow()).getString()),
                ((JsonNumber) jwt.payloadClaim(POSITION).orElseThrow()).longValueExact(),
                jwt.expirationTime().orElseThrow());
    }

    private void remember(String token, Caller caller) {
        if (verified.size() >= VERIFIED_MAX) {
            verified.clear();
        }
        verified.put(token, caller);
    }
}
