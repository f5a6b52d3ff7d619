package minutebook.web.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.security.jwt.Jwt;
import io.helidon.security.jwt.SignedJwt;
import io.helidon.security.jwt.jwk.Jwk;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minutebook.events.UserId;

/**
 * Access tokens: JWTs signed with HMAC-SHA-256 (RFC 7519, RFC 8725). A token names its user, its
 * session, and the position of the event that it was issued with; whether that session still goes
 * on is for {@link Access} to know. Thread-safe.
 *
 * <p>Nothing that a stranger wrote is parsed: the head must be one that we write, to the letter,
 * and the payload is looked at only once its signature is found right.
 */
public final class Tokens {
    private static final String ISSUER = "minutebook";
    private static final String TYPE = "JWT";
    private static final String SESSION = "sid";
    private static final String POSITION = "pos";
    private static final int LENGTH_MAX = 4_096;

    /** What the clocks of nodes may differ by. Of expiry nothing is forgiven. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    /** Head, payload, and the 32 bytes of a signature. */
    private static final Pattern FORM =
            Pattern.compile("([\\w-]{1,200})\\.([\\w-]{1,3800})\\.([\\w-]{43})");

    private static final Pattern HEAD =
            Pattern.compile(
                    "\\{\"alg\":\"%s\",\"kid\":\"([0-9a-f-]{36})\",\"typ\":\"%s\"}"
                            .formatted(TokenKeys.ALGORITHM, TYPE));

    private final TokenKeys keys;
    private final Duration life;
    private final Clock clock;
    private final VerifiedTokens verified = new VerifiedTokens();

    /** {@code life}: of a token. */
    public Tokens(TokenKeys keys, Duration life, Clock clock) {
        this.keys = keys;
        this.life = life;
        this.clock = clock;
    }

    /** How long a token lasts. */
    public Duration life() {
        return life;
    }

    /** A new token; {@code position}: of the event that it is issued with. */
    public String issue(UserId user, UUID session, long position) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Jwk key = keys.signing();
        Jwt jwt =
                Jwt.builder()
                        .algorithm(TokenKeys.ALGORITHM)
                        .keyId(key.keyId())
                        .type(TYPE)
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

    /**
     * Whom the token speaks for; empty: it is none of ours, was changed, or has expired.
     *
     * @throws minutebook.events.vault.VaultUnavailable if it names a key that is not known here,
     *     and the database cannot be asked
     */
    public Optional<Caller> verify(String token) {
        return verified.find(token, keys::has)
                .or(() -> check(token))
                .filter(it -> clock.instant().isBefore(it.expires()));
    }

    private Optional<Caller> check(String token) {
        if (token.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(token);
        if (!form.matches()) {
            return Optional.empty();
        }
        Optional<Jwk> key = keyId(form.group(1)).flatMap(keys::find);
        if (key.isEmpty() || !isSignedWith(key.get(), token, form.start(3))) {
            return Optional.empty();
        }
        Optional<Caller> caller = claimed(token, form.group(2));
        caller.ifPresent(it -> verified.add(token, key.get().keyId(), it));
        return caller;
    }

    /** The key that a head of ours names (RFC 8725, 3.1): its algorithm is fixed. */
    private static Optional<String> keyId(String head) {
        return decoded(head).map(HEAD::matcher).filter(Matcher::matches).map(it -> it.group(1));
    }

    /** As text, so that one signature is written in one way only. */
    private static boolean isSignedWith(Jwk key, String token, int signature) {
        byte[] right = key.sign(token.substring(0, signature - 1).getBytes(US_ASCII));
        return MessageDigest.isEqual(
                Base64.getUrlEncoder().withoutPadding().encode(right),
                token.substring(signature).getBytes(US_ASCII));
    }

    /** What the token says, whose signature is right: what we write today, and nothing else. */
    private Optional<Caller> claimed(String token, String payload) {
        try {
            Jwt jwt = SignedJwt.parseToken(token).getJwt();
            // The same text, or a name stood in it twice.
            return decoded(payload).filter(jwt.payloadJson().toString()::equals).isPresent()
                            && hasOurClaims(jwt)
                    ? Optional.of(caller(jwt))
                    : Optional.empty();
        } catch (RuntimeException malformed) {
            // The parsers throw whatever they like, with the token in the message: it ends here.
            return Optional.empty();
        }
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(base64), UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
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
}
