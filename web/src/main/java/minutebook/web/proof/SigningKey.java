package minutebook.web.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import minutebook.web.start.PrivateFile;

/**
 * The key that this node signs with, in a file of its own that its owner alone may read. It is not
 * in the database, so that who can write there cannot sign. Thread-safe.
 */
public final class SigningKey {
    private static final String FILE = "signing-key.pem";
    static final String PUBLIC_FILE = "public-key.pem";
    private static final String LABEL = "PRIVATE KEY";

    private final PrivateKey key;
    private final VerifyingKey verifyingKey;

    private SigningKey(PrivateKey key, VerifyingKey verifyingKey) {
        this.key = key;
        this.verifyingKey = verifyingKey;
    }

    /**
     * The key of a folder; made, where there is none.
     *
     * @throws IOException if it cannot be read or written, for people
     */
    public static SigningKey open(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            KeyPair made = generate();
            // Both in the private one: the public file is a copy, for people.
            PrivateFile.write(
                    file,
                    Pem.write(LABEL, made.getPrivate().getEncoded())
                            + new VerifyingKey(made.getPublic()).pem());
        }
        String text = Files.readString(file);
        try {
            var spec = new PKCS8EncodedKeySpec(Pem.read(LABEL, text));
            PrivateKey key = KeyFactory.getInstance(VerifyingKey.ALGORITHM).generatePrivate(spec);
            var signing = new SigningKey(key, VerifyingKey.of(text));
            Files.writeString(folder.resolve(PUBLIC_FILE), signing.verifyingKey().pem());
            return signing;
        } catch (GeneralSecurityException | IOException none) {
            throw new IOException("%s: %s".formatted(file, none.getMessage()), none);
        }
    }

    public VerifyingKey verifyingKey() {
        return verifyingKey;
    }

    /** The signature under {@code statement}, in Base64. */
    String sign(byte[] statement) {
        try {
            Signature signing = Signature.getInstance(VerifyingKey.ALGORITHM);
            signing.initSign(key);
            signing.update(statement);
            return Base64.getEncoder().encodeToString(signing.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("The key was made for it", impossible);
        }
    }

    private static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance(VerifyingKey.ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has Ed25519", impossible);
        }
    }
}
