package minutebook.web.start;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;

/**
 * The parts of the running program: begun in order, ended in the reverse order, once, whichever way
 * the end comes.
 *
 * <p>Thread-safe. There is one shutdown hook in the program, and it is here: hooks run side by
 * side, and PostgreSQL must not go before the last command is answered.
 */
public final class Lifetime {

    private static final System.Logger LOG = System.getLogger(Lifetime.class.getName());

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private boolean ended;

    /** From now on SIGTERM and SIGINT end all parts; the process then exits with 0. */
    public void endWithTheProcess() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::endProcess, "end"));
    }

    /**
     * Begins a part, and owns it until the end. A signal that arrives meanwhile waits, so that
     * nothing is left behind half begun.
     *
     * @throws CannotStart if the end came before
     */
    public synchronized <T extends AutoCloseable> T begin(Callable<T> beginning) {
        if (ended) {
            throw new CannotStart("Stopped while starting.");
        }
        try {
            T part = beginning.call();
            parts.push(part);
            return part;
        } catch (RuntimeException problem) {
            throw problem;
        } catch (Exception problem) {
            throw new IllegalStateException(problem);
        }
    }

    /** Ends all parts, the youngest first. Blocks until done; a second call does nothing. */
    public synchronized void end() {
        ended = true;
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception problem) {
                // The others must still end: an open PostgreSQL would outlive the process.
                LOG.log(System.Logger.Level.ERROR, "Could not end " + part, problem);
            }
        }
    }

    /** Whether the end has come, or is under way. May wait for a part that is just beginning. */
    public synchronized boolean ended() {
        return ended;
    }

    private void endProcess() {
        end();
        // A JVM that a signal ended exits with 143 or 130; being told to stop is no failure.
        Runtime.getRuntime().halt(0);
    }
}
