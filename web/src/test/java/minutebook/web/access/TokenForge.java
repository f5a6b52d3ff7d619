package minutebook.web.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import minutebook.events.vault.ServerKeys.ServerKey;
import org.jspecify.annotations.Nullable;

/**
 * Makes tokens that must not be taken: the attacks of RFC 8725, and more. Most are signed with the
 * server's own key, as nobody could: so it is seen that more than the signature is looked at.
 */
final class TokenForge {
    private static final KeyPair RSA = rsa();

    private final ServerKey key;
    private final String head;
    private final String payload;
    private final String genuine;
    private final List<Forged> all = new ArrayList<>();

    /** A token, and what is wrong with it. */
    record Forged(String name, String token) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** {@code genuine}: a token that is good now, signed with {@code key}. */
    TokenForge(String genuine, ServerKey key) {
        this.key = key;
        this.genuine = genuine;
        this.head = decoded(part(0));
        this.payload = decoded(part(1));
    }

    /**
     * All forgeries.
     *
     * @param another a good token of somebody else
     * @param now in seconds since 1970
     */
    List<Forged> all(String another, long now) {
        algorithms();
        keys();
        heads();
        signatures(another);
        claims(now);
        texts();
        forms();
        return all;
    }

    /** The same token made by hand: it must be taken, or all others prove nothing. */
    String byHand() {
        return signed(head, payload);
    }

    private void algorithms() {
        for (String none : List.of("none", "None", "NONE", "nOnE", "")) {
            String unsigned = base64(head(none, id())) + "." + base64(payload);
            add("alg=" + none + ", no signature", unsigned + ".");
            add("alg=" + none + ", two parts", unsigned);
            add("alg=" + none + ", signed", signed(head(none, id()), payload));
        }
        add("alg=none, no kid", base64("{\"alg\":\"none\"}") + "." + base64(payload) + ".");
        for (String other : List.of("HS384", "HS512", "hs256", "RS256", "PS256", "ES256")) {
            add("alg=" + other + " for our key", signed(head(other, id()), payload));
        }
        add("alg=HS512, signed so", signed(head("HS512", id()), payload, key.key(), "HmacSHA512"));
        add("no alg", signed(head.replace("\"alg\":\"HS256\",", ""), payload));
        for (String value : List.of("null", "1", "[\"HS256\"]", "{}")) {
            add("alg is " + value, signed(head.replace("\"HS256\"", value), payload));
        }
        byte[] publicKey = RSA.getPublic().getEncoded();
        add("HS256 with a public key", signed(head, payload, publicKey, "HmacSHA256"));
        add("RS256", signedWithRsa(head("RS256", id())));
        add("RS256, its own jwk", signedWithRsa(with(head("RS256", id()), "jwk", rsaJwk())));
        add(
                "RS256, only its own jwk",
                signedWithRsa("{\"alg\":\"RS256\",\"jwk\":" + rsaJwk() + "}"));
    }

    private void keys() {
        byte[] foreign = new byte[32];
        add("another key", signed(head, payload, foreign, "HmacSHA256"));
        add("no kid", signed("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", payload));
        for (String kid :
                List.of(
                        "",
                        UUID.randomUUID().toString(),
                        "../../../../dev/null",
                        "/dev/null",
                        "' or '1'='1",
                        "x' union select '\\u0000' -- ",
                        "| true",
                        id().toUpperCase(Locale.ROOT).replace('0', 'A'),
                        id() + " ",
                        id() + "\\u0000")) {
            add("kid=" + kid, signed(head("HS256", kid), payload));
            add(
                    "kid=" + kid + ", a key of zeros",
                    signed(head("HS256", kid), payload, foreign, "HmacSHA256"));
        }
        for (String value : List.of("null", "7", "[]", "{}")) {
            add("kid is " + value, signed(head.replace("\"" + id() + "\"", value), payload));
        }
    }

    private void heads() {
        add("jku", signed(with(head, "jku", "\"https://example.org/keys\""), payload));
        add("x5u", signed(with(head, "x5u", "\"https://example.org/chain\""), payload));
        add("x5c", signed(with(head, "x5c", "[\"MIIB\"]"), payload));
        add("x5t", signed(with(head, "x5t", "\"AAAA\""), payload));
        add(
                "jwk",
                signed(
                        with(head, "jwk", "{\"kty\":\"oct\",\"k\":\"AAAA\"}"),
                        payload,
                        new byte[3],
                        "HmacSHA256"));
        add("crit", signed(with(head, "crit", "[\"exp\"]"), payload));
        add("b64", signed(with(head, "b64", "false"), payload));
        add("zip", signed(with(head, "zip", "\"DEF\""), payload));
        for (String type : List.of("\"at+jwt\"", "\"jwt\"", "\"JOSE\"", "null", "1", "\"\"")) {
            add("typ is " + type, signed(head.replace("\"JWT\"", type), payload));
        }
        add("no typ", signed(head.replace(",\"typ\":\"JWT\"", ""), payload));
        add("alg twice", signed("{\"alg\":\"none\"," + head.substring(1), payload));
        add("alg twice, ours first", signed(with(head, "alg", "\"none\""), payload));
        add("kid twice", signed(with(head, "kid", "\"x\""), payload));
        add("a space in the head", signed(head + " ", payload));
        add("no object as head", signed("[]", payload));
        add("an empty head", signed("", payload));
    }

    private void signatures(String another) {
        String signature = part(2);
        String unsigned = part(0) + "." + part(1) + ".";
        add("no signature", unsigned);
        add("no third part", part(0) + "." + part(1));
        add("a shorter signature", genuine.substring(0, genuine.length() - 1));
        add("half a signature", unsigned + signature.substring(0, 22));
        add("a longer signature", genuine + "A");
        add("a signature twice", genuine + signature);
        add(
                "another token's signature",
                unsigned + another.substring(another.lastIndexOf('.') + 1));
        add("another token's payload", genuine.replace(part(1), another.split("\\.", -1)[1]));
        // The last letter holds four bits of the signature and two of nothing.
        char last = signature.charAt(42);
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        add(
                "the same bytes, written otherwise",
                unsigned + signature.substring(0, 42) + letters.charAt(letters.indexOf(last) + 1));
        add("a padded signature", genuine + "=");
        add(
                "a changed signature",
                unsigned + (signature.startsWith("A") ? "B" : "A") + signature.substring(1));
        add("a changed payload", signedOver(payload.replace("\"sub\":\"", "\"sub\":\"1")));
    }

    private void claims(long now) {
        for (String claim : List.of("iss", "aud", "sub", "iat", "exp", "sid", "pos")) {
            add("no " + claim, signed(head, payload(claim, null)));
            for (String value : List.of("null", "true", "{}", "[]", "[1]", "\"\"", "\" \"")) {
                add(claim + " is " + value, signed(head, payload(claim, value)));
            }
        }
        for (String number : List.of("iat", "exp", "nbf", "pos")) {
            for (String value : List.of("\"1\"", "1e400", "1e999999999", "9".repeat(400))) {
                add(number + " is " + value, signed(head, payload(number, value)));
            }
        }
        for (String text : List.of("iss", "sub", "sid")) {
            add(text + " is a number", signed(head, payload(text, "7")));
        }
        add("exp is now", signed(head, payload("exp", "" + now)));
        add("exp is past", signed(head, payload("exp", "" + (now - 1))));
        add("exp is long past", signed(head, payload("exp", "-1")));
        add("iat is to come", signed(head, payload("iat", "" + (now + 40))));
        add("nbf is to come", signed(head, payload("nbf", "" + (now + 40))));
        add("iss is another", signed(head, payload("iss", "\"another\"")));
        add("aud is another", signed(head, payload("aud", "[\"another\"]")));
        add("aud is another too", signed(head, payload("aud", "[\"minutebook\",\"another\"]")));
        add("sub is no number", signed(head, payload("sub", "\"anna\"")));
        add("sub is none", signed(head, payload("sub", "\"0\"")));
        add("sid is no UUID", signed(head, payload("sid", "\"x\"")));
        add("pos is a fraction", signed(head, payload("pos", "1.5")));
    }

    private void texts() {
        add("sub twice", signed(head, "{\"sub\":\"1\"," + payload.substring(1)));
        add("sub twice, ours first", signed(head, with(payload, "sub", "\"1\"")));
        add("exp twice", signed(head, with(payload, "exp", "9999999999")));
        add("spaces in the payload", signed(head, payload.replace(",", ", ")));
        add("a byte order mark", signed(head, "\uFEFF" + payload));
        add("more behind the payload", signed(head, payload + "{}"));
        for (String text : List.of("", "null", "[]", "\"\"", "7", "{", "{}", "\0", "ä")) {
            add("the payload is " + text, signed(head, text));
        }
        add("a deep payload", signed(head, "[".repeat(2_500)));
        add("deep objects", signed(head, "{\"a\":".repeat(500)));
        add("a nested token", signed(with(head, "cty", "\"JWT\""), genuine));
        add("a nested token, not said", signed(head, genuine));
    }

    private void forms() {
        add("five parts, as encrypted", part(0) + "..AAAA.AAAA.AAAA");
        add(
                "five parts, dir",
                base64("{\"alg\":\"dir\",\"enc\":\"A256GCM\"}") + "..AAAA.AAAA.AAAA");
        add("four parts", genuine + ".");
        add("five parts", genuine + "..");
        add("a dot before", "." + genuine);
        add("two dots", genuine.replace(".", ".."));
        add("5 kB", genuine + "A".repeat(5_000 - genuine.length()));
        add("5 kB, well signed", signed(head, with(payload, "x", "\"" + "x".repeat(3_600) + "\"")));
        add(
                "as JSON",
                "{\"protected\":\"%s\",\"payload\":\"%s\",\"signature\":\"%s\"}"
                        .formatted(part(0), part(1), part(2)));
        add("in quotes", "\"" + genuine + "\"");
        add("twice", genuine + "," + genuine);
        add("percents", genuine.replace(".", "%2e"));
        add("pluses", genuine.replaceFirst("[a-z]", "+"));
        add("wide letters", genuine.replaceFirst("e", "\uFF45"));
        for (String space : List.of(" ", "\t", "\n", "\r\n", "\0", "\u00a0")) {
            String name = "U+%04x".formatted((int) space.charAt(0));
            add(name + " before", space + genuine);
            add(name + " behind", genuine + space);
            add(name + " at a dot", genuine.replaceFirst("\\.", "." + space));
        }
        for (String text : List.of("", ".", "..", "...", "a", "a.b", "a.b.c", "e30.e30.e30")) {
            add("'" + text + "'", text);
        }
        for (int length : List.of(4_096, 4_097, 100_000)) {
            for (String piece : List.of(".", "a", "a.", "-", "=", "\0", "[", "ey")) {
                add(length + " of " + piece, piece.repeat(length).substring(0, length));
            }
        }
    }

    private void add(String name, String token) {
        all.add(new Forged(name, token));
    }

    private String id() {
        return key.id().toString();
    }

    private String part(int number) {
        return genuine.split("\\.", -1)[number];
    }

    private static String head(String algorithm, String kid) {
        return "{\"alg\":\"%s\",\"kid\":\"%s\",\"typ\":\"JWT\"}".formatted(algorithm, kid);
    }

    /** One more member at the end, even if there is one of this name. */
    private static String with(String object, String name, String value) {
        return object.replaceFirst("}$", ",\"" + name + "\":" + value + "}");
    }

    /** The genuine payload with another value of a claim, or without it, and well written. */
    private String payload(String claim, @Nullable String value) {
        JsonObject genuineClaims = object(payload);
        var changed = Json.createObjectBuilder(genuineClaims).remove(claim);
        if (value != null) {
            changed.add(claim, object("{\"v\":" + value + "}").get("v"));
        }
        return changed.build().toString();
    }

    private static JsonObject object(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private String signedOver(String changedPayload) {
        return part(0) + "." + base64(changedPayload) + "." + part(2);
    }

    private String signed(String anyHead, String anyPayload) {
        return signed(anyHead, anyPayload, key.key(), "HmacSHA256");
    }

    private static String signed(String head, String payload, byte[] secret, String algorithm) {
        String text = base64(head) + "." + base64(payload);
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret, algorithm));
            return text + "." + base64(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signedWithRsa(String rsaHead) {
        String text = base64(rsaHead) + "." + base64(payload);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(RSA.getPrivate());
            signature.update(text.getBytes(UTF_8));
            return text + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String rsaJwk() {
        var publicKey = (RSAPublicKey) RSA.getPublic();
        return "{\"kty\":\"RSA\",\"alg\":\"RS256\",\"n\":\"%s\",\"e\":\"AQAB\"}"
                .formatted(base64(publicKey.getModulus().toByteArray()));
    }

    private static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String text) {
        return base64(text.getBytes(UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String decoded(String base64) {
        return new String(Base64.getUrlDecoder().decode(base64), UTF_8);
    }
}
