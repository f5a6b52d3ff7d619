package minutebook.events.vault;

import java.security.SecureRandom;

/** Chance that nobody can guess. */
public final class Secrets {
    private static final SecureRandom CHANCE = new SecureRandom();

    private Secrets() {}

    public static byte[] random(int bytes) {
        byte[] out = new byte[bytes];
        CHANCE.nextBytes(out);
        return out;
    }
}
