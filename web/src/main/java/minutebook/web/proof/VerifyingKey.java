package minutebook.web.proof;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import minutebook.events.digest.Sha256;

/** A public key: whoever has it can tell what was signed from what was not. Thread-safe. */
public final class VerifyingKey {
    /** RFC 8410. */
    static final String ALGORITHM = "Ed25519";

    private static final String LABEL = "PUBLIC KEY";
    private static final int ID_BYTES = 8;

    private final PublicKey key;

    VerifyingKey(PublicKey key) {
        this.key = key;
    }

    /**
     * Reads the form of {@link #pem}.
     *
     * @throws IOException if it is none, for people
     */
    public static VerifyingKey of(String pem) throws IOException {
        try {
            var spec = new X509EncodedKeySpec(Pem.read(LABEL, pem));
            return new VerifyingKey(KeyFactory.getInstance(ALGORITHM).generatePublic(spec));
        } catch (GeneralSecurityException none) {
            throw new IOException("not a public key for Ed25519", none);
        }
    }

    /** Its name: the first 16 hexadecimal digits of the SHA-256 of its X.509 form. */
    public String id() {
        return HexFormat.of().formatHex(Sha256.of(key.getEncoded()), 0, ID_BYTES);
    }

    /** As a file: RFC 7468, section 13; what {@code openssl pkey -pubin} reads. */
    public String pem() {
        return Pem.write(LABEL, key.getEncoded());
    }

    /** Whether {@code signature} (Base64) is this key's under {@code statement}. */
    boolean verifies(byte[] statement, String signature) {
        try {
            Signature verifying = Signature.getInstance(ALGORITHM);
            verifying.initVerify(key);
            verifying.update(statement);
            return verifying.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException none) {
            return false;
        }
    }
}
