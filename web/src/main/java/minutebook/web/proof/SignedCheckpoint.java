package minutebook.web.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import minutebook.web.http.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a node says under its signature: up to this position the book was whole, and this was its
 * hash. Kept outside the database, it shows what the book cannot show of itself: that its end was
 * cut off, or that all of it was written anew.
 *
 * @param epoch of the book
 * @param hash of the event at {@code position}, 64 lower-case hexadecimal digits
 * @param signedAt by the clock of the node: ISO 8601, UTC, whole seconds
 * @param key the {@link VerifyingKey#id} of the key that signed
 * @param signature Ed25519 (RFC 8032) of {@link #statement}, in Base64
 * @param restoredFrom that a backup was restored on purpose: the epoch whose book went up to this
 *     position, and goes on from here as this one; null: it is an ordinary checkpoint
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SignedCheckpoint(
        String epoch,
        long position,
        String hash,
        String signedAt,
        String key,
        String signature,
        @Nullable String restoredFrom) {

    /** An ordinary one. */
    public SignedCheckpoint(
            String epoch,
            long position,
            String hash,
            String signedAt,
            String key,
            String signature) {
        this(epoch, position, hash, signedAt, key, signature, null);
    }

    /** What is still to be signed. */
    record Statement(
            String epoch,
            long position,
            String hash,
            String signedAt,
            @Nullable String restoredFrom) {

        SignedCheckpoint sign(SigningKey key) {
            String id = key.verifyingKey().id();
            String signature = key.sign(bytes());
            return new SignedCheckpoint(
                    epoch, position, hash, signedAt, id, signature, restoredFrom);
        }

        private byte[] bytes() {
            byte[] ordinary = statement(epoch, position, hash, signedAt);
            return restoredFrom == null
                    ? ordinary
                    : (new String(ordinary, UTF_8)
                                            .replaceFirst(
                                                    "minutebook checkpoint 1",
                                                    "minutebook restoration 1")
                                    + restoredFrom
                                    + "\n")
                            .getBytes(UTF_8);
        }
    }

    /**
     * What is signed, in UTF-8: five lines, each with its end. The first keeps a signature from
     * being taken for one of anything else; of a restoration it is {@code minutebook restoration
     * 1}, and the epoch before is a sixth.
     */
    static byte[] statement(String epoch, long position, String hash, String signedAt) {
        return "minutebook checkpoint 1\n%s\n%d\n%s\n%s\n"
                .formatted(epoch, position, hash, signedAt)
                .getBytes(UTF_8);
    }

    public boolean isSignedBy(VerifyingKey verifyingKey) {
        byte[] signed = new Statement(epoch, position, hash, signedAt, restoredFrom).bytes();
        return verifyingKey.id().equals(key) && verifyingKey.verifies(signed, signature);
    }

    /** The 32 bytes. */
    public byte[] hashBytes() {
        return HexFormat.of().parseHex(hash);
    }

    /** One line of JSON, without its end: the members of this record, in its order. */
    byte[] json() {
        return Json.write(this);
    }

    /** What {@link #json} wrote. Throws {@link IOException}, for people, if it is none. */
    static SignedCheckpoint read(byte[] json) throws IOException {
        return of(Json.read(json));
    }

    /** The same of an object that was read. */
    static SignedCheckpoint of(JsonNode object) throws IOException {
        var members = new Members(object, "a checkpoint");
        try {
            return new SignedCheckpoint(
                    members.text("epoch"),
                    members.number("position"),
                    HexFormat.of().formatHex(HexFormat.of().parseHex(members.text("hash"))),
                    Instant.parse(members.text("signed_at")).toString(),
                    members.text("key"),
                    members.text("signature"),
                    object.has("restored_from") ? members.text("restored_from") : null);
        } catch (IllegalArgumentException | DateTimeParseException none) {
            throw new IOException("not a checkpoint", none);
        }
    }
}
