package minutebook.web.access;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import minutebook.web.http.Problem;

/**
 * Hashes passwords with Argon2id: 19 MiB, 2 passes, 1 lane (OWASP, Password Storage). At most two
 * at once, so that no crowd at the door takes all memory; the others wait. Thread-safe; blocks.
 */
public final class Passwords {
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int AT_ONCE_MAX = 2;
    private static final int WAITING_SECONDS_MAX = 20;

    private static final Argon2Function ARGON2ID =
            Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);

    private final Semaphore places = new Semaphore(AT_ONCE_MAX, true);

    /** The hash with its salt and parameters, in the usual text form. */
    public String hash(String password) {
        enter();
        try {
            return Password.hash(password).addRandomSalt().with(ARGON2ID).getResult();
        } finally {
            places.release();
        }
    }

    public boolean matches(String password, String hash) {
        enter();
        try {
            return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
        } finally {
            places.release();
        }
    }

    /** Takes as long as {@link #matches}: for a mail that nobody has. */
    public void matchNobody(String password) {
        hash(password);
    }

    private void enter() {
        try {
            if (!places.tryAcquire(WAITING_SECONDS_MAX, TimeUnit.SECONDS)) {
                throw Problem.unavailable("Too many log in at the same moment. Try again.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("The server is stopping.");
        }
    }
}
