package minutebook.web.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import minutebook.web.http.Json;

/**
 * The last line of an export: what a node says under its signature of the lines before, up to the
 * proof before. Who has the file and the public key needs neither server nor database.
 *
 * @param epoch of the book
 * @param asked the filters, as in the address; empty: all events of the positions are in it
 * @param from the first position that was looked at
 * @param to the last one; {@code from - 1}: there was none
 * @param events how many lines there are
 * @param sha256 of the lines, with their ends; 64 hexadecimal digits
 * @param signedAt by the clock of the node: ISO 8601, UTC, whole seconds
 * @param publicKey of the signature, as {@link VerifyingKey#pem}: to be compared with the one that
 *     is known from elsewhere
 * @param signature Ed25519 (RFC 8032) of {@link #statement}, in Base64
 */
public record ExportProof(
        String epoch,
        String asked,
        long from,
        long to,
        long events,
        String sha256,
        String signedAt,
        String publicKey,
        String signature) {

    /** What is signed, in UTF-8: eight lines, each with its end. */
    byte[] statement() {
        return "minutebook export 1\n%s\n%s\n%d\n%d\n%d\n%s\n%s\n"
                .formatted(epoch, asked, from, to, events, sha256, signedAt)
                .getBytes(UTF_8);
    }

    /** The same, signed. */
    public ExportProof signedBy(SigningKey key) {
        var named = with(key.verifyingKey().pem(), "");
        return named.with(named.publicKey, key.sign(named.statement()));
    }

    private ExportProof with(String newPublicKey, String newSignature) {
        return new ExportProof(
                epoch, asked, from, to, events, sha256, signedAt, newPublicKey, newSignature);
    }

    boolean isSignedBy(VerifyingKey key) {
        return key.verifies(statement(), signature);
    }

    private record Line(ExportProof proof) {}

    /** As it is written: {@code {"proof": {…}}}, without the end of the line. */
    public byte[] json() {
        return Json.write(new Line(this));
    }

    /** The value of {@code proof}. Throws {@link IOException} if it is none. */
    static ExportProof of(JsonNode object) throws IOException {
        var members = new Members(object, "a proof");
        return new ExportProof(
                members.text("epoch"),
                members.text("asked"),
                members.number("from"),
                members.number("to"),
                members.number("events"),
                members.text("sha256"),
                members.text("signed_at"),
                members.text("public_key"),
                members.text("signature"));
    }
}
