package minutebook.web.start;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The parts of the running program: begun in order, ended in the reverse order, once, whichever way
 * the end comes.
 *
 * <p>Thread-safe. There is one shutdown hook in the program, and it is here: hooks run side by
 * side, and PostgreSQL must not go before the last command is answered.
 */
public final class Lifetime {

    private static final System.Logger LOG = System.getLogger(Lifetime.class.getName());

    /** All parts together; the longest of them is to answer what was asked. */
    private static final Duration END_WITHIN = Duration.ofSeconds(10);

    /** What each part still gets when that is over, since most need only milliseconds. */
    private static final Duration EACH_AT_LEAST = Duration.ofMillis(100);

    /** A PostgreSQL that is stopped in order need not read its log when it starts again. */
    private static final Duration OUTLIVING_AT_LEAST = Duration.ofSeconds(2);

    /** Whoever waits for us was promised 15 s. */
    private static final Duration PROCESS_WITHIN = Duration.ofSeconds(14);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Set<EndsAtOnce> outliving = ConcurrentHashMap.newKeySet();
    private boolean ended;

    /**
     * From now on SIGTERM and SIGINT end all parts; the process then exits with 0, within 15 s
     * whatever hangs. A second signal ends it at once, with 1: all that was acknowledged is
     * durable.
     */
    public void endWithTheProcess() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::endProcess, "end"));
        StopSignals.listen(
                () -> Runtime.getRuntime().exit(0),
                () -> endAtOnce("Told to stop once more: not waiting for anything."));
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
            if (part instanceof EndsAtOnce hurried) {
                outliving.add(hurried);
            }
            return part;
        } catch (RuntimeException problem) {
            throw problem;
        } catch (Exception problem) {
            throw new IllegalStateException(problem);
        }
    }

    /**
     * Ends all parts, the youngest first. Blocks until done, or until it is clear that one of them
     * hangs, which is left behind then: some 12 s. A second call does nothing.
     */
    public synchronized void end() {
        ended = true;
        long until = System.nanoTime() + END_WITHIN.toNanos();
        while (!parts.isEmpty()) {
            end(parts.pop(), until);
        }
    }

    private void end(AutoCloseable part, long until) {
        Thread closing = Thread.ofPlatform().daemon().name("end-part").start(() -> close(part));
        Duration left = Duration.ofNanos(until - System.nanoTime());
        Duration least = part instanceof EndsAtOnce ? OUTLIVING_AT_LEAST : EACH_AT_LEAST;
        if (!hasEnded(closing, left.compareTo(least) > 0 ? left : least)) {
            LOG.log(System.Logger.Level.WARNING, "{0} does not end: going on without it", part);
            if (part instanceof EndsAtOnce hurried) {
                hurried.endAtOnce();
            }
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception problem) {
            // The others must still end: an open PostgreSQL would outlive the process.
            LOG.log(System.Logger.Level.ERROR, "Could not end " + part, problem);
        }
    }

    private boolean hasEnded(Thread closing, Duration within) {
        boolean interrupted = Thread.interrupted();
        try {
            return closing.join(within);
        } catch (InterruptedException hurry) {
            interrupted = true;
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether the end has come, or is under way. May wait for a part that is just beginning. */
    public synchronized boolean ended() {
        return ended;
    }

    private void endProcess() {
        Thread.ofPlatform().daemon().name("end-watch").start(this::watch);
        end();
        // A JVM that a signal ended exits with 143 or 130; being told to stop is no failure.
        Runtime.getRuntime().halt(0);
    }

    private void watch() {
        try {
            Thread.sleep(PROCESS_WITHIN);
        } catch (InterruptedException over) {
            return;
        }
        endAtOnce("The end takes too long: not waiting for anything any more.");
    }

    /** Not synchronized: whoever holds the lock may be what hangs. */
    private void endAtOnce(String why) {
        LOG.log(System.Logger.Level.ERROR, why);
        try {
            outliving.forEach(EndsAtOnce::endAtOnce);
        } finally {
            Runtime.getRuntime().halt(1);
        }
    }
}
