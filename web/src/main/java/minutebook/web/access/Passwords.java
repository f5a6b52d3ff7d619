package minutebook.web.access;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    private static final int WAITING_MAX = 200;
    private static final int WAITING_SECONDS_MAX = 20;

    private static final Argon2Function ARGON2ID =
            Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);

    // Threads of their own: on virtual ones the hashes would hold the few carriers of all others.
    private final ThreadPoolExecutor hashing =
            new ThreadPoolExecutor(
                    AT_ONCE_MAX,
                    AT_ONCE_MAX,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(WAITING_MAX),
                    Thread.ofPlatform().name("passwords-", 1).daemon().factory());

    /** The hash with its salt and parameters, in the usual text form. */
    public String hash(String password) {
        return done(() -> Password.hash(password).addRandomSalt().with(ARGON2ID).getResult());
    }

    public boolean matches(String password, String hash) {
        return done(
                () ->
                        Password.check(password, hash)
                                .with(Argon2Function.getInstanceFromHash(hash)));
    }

    /** Takes as long as {@link #matches}: for a mail that nobody has. */
    public void matchNobody(String password) {
        hash(password);
    }

    private <T> T done(Callable<T> work) {
        Future<T> done = null;
        try {
            done = hashing.submit(work);
            return done.get(WAITING_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (RejectedExecutionException | TimeoutException crowd) {
            if (done != null) {
                done.cancel(false);
            }
            throw Problem.unavailable("Too many log in at the same moment. Try again.");
        } catch (ExecutionException e) {
            throw new IllegalStateException("A password could not be hashed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("The server is stopping.");
        }
    }
}
