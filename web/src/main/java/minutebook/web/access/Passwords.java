package minutebook.web.access;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import minutebook.web.http.Problem;

/**
 * Hashes passwords with Argon2id. At most two at once, so that no crowd at the door takes all
 * memory (twice that of {@link HashCost}); the others wait, each party in a line of its own.
 * Thread-safe; blocks, for at most 20 s. {@link Problem} 503 where too many wait.
 */
public final class Passwords {
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int AT_ONCE_MAX = 2;
    private static final int WAITING_MAX = 200;
    private static final int WAITING_SECONDS_MAX = 20;

    private final Argon2Function argon2id;
    private final WaitingLine<FutureTask<?>> line;

    // Threads of their own: on virtual ones the hashes would hold the few carriers of all others.
    private final ThreadPoolExecutor hashing =
            new ThreadPoolExecutor(
                    AT_ONCE_MAX,
                    AT_ONCE_MAX,
                    0,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    Thread.ofPlatform().name("passwords-", 1).daemon().factory());

    public Passwords(HashCost cost) {
        this(cost, WAITING_MAX);
    }

    Passwords(HashCost cost, int waitingMax) {
        this.argon2id =
                Argon2Function.getInstance(
                        cost.memoryKib(), cost.passes(), LANES, HASH_BYTES, Argon2.ID);
        this.line = new WaitingLine<>(waitingMax);
    }

    /** The hash with its salt and parameters, in the usual text form. */
    public String hash(Party party, String password) {
        return done(
                party, () -> Password.hash(password).addRandomSalt().with(argon2id).getResult());
    }

    public boolean matches(Party party, String password, String hash) {
        return done(
                party,
                () ->
                        Password.check(password, hash)
                                .with(Argon2Function.getInstanceFromHash(hash)));
    }

    /** Takes as long as {@link #matches}: for a mail that nobody has. */
    public void matchNobody(Party party, String password) {
        hash(party, password);
    }

    private <T> T done(Party party, Callable<T> work) {
        var task = new FutureTask<>(work);
        Optional<FutureTask<?>> loser = line.join(party, task);
        if (loser.isEmpty()) {
            hashing.execute(this::serveNext);
        } else {
            // Either this one is turned away, or it has another's place and with it a thread's
            // turn.
            loser.get().cancel(false);
        }
        try {
            return task.get(WAITING_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (CancellationException | TimeoutException crowd) {
            task.cancel(false);
            throw Problem.unavailable("Too many log in at the same moment. Try again.");
        } catch (ExecutionException e) {
            throw new IllegalStateException("A password could not be hashed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("The server is stopping.");
        }
    }

    private void serveNext() {
        line.next().ifPresent(FutureTask::run);
    }
}
