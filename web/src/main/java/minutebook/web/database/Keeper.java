package minutebook.web.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import minutebook.web.database.PostgresControl.Result;

/**
 * Starts our PostgreSQL again when it has ended without being told to: it was killed, or its disk
 * is full, in which case it is tried every second until there is place.
 */
final class Keeper implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Keeper.class.getName());
    private static final int TRY_EVERY_SECONDS = 1;

    private final Path home;
    private final PostgresControl control;
    private final Supplier<Result> start;
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean told;

    private Keeper(Path home, PostgresControl control, Supplier<Result> start) {
        this.home = home;
        this.control = control;
        this.start = start;
    }

    /** Looks after one that runs, until it is closed. */
    static Keeper of(Path home, PostgresControl control, Supplier<Result> start) {
        var keeper = new Keeper(home, control, start);
        Thread.ofPlatform().name("postgres-keeper").daemon().start(keeper::run);
        return keeper;
    }

    private void run() {
        try {
            while (!isClosed()) {
                process().ifPresent(it -> it.onExit().join());
                if (!restarted()) {
                    closed.await(TRY_EVERY_SECONDS, TimeUnit.SECONDS);
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Never while it is closed: what is started then would be left behind. */
    private synchronized boolean restarted() {
        if (isClosed()) {
            return true;
        }
        if (!told) {
            LOG.log(System.Logger.Level.ERROR, "PostgreSQL has ended: starting it again");
        }
        try {
            // First the last of its processes: two servers on the same files would ruin them.
            FormerPostgres.end(home, control);
            Result started = start.get();
            if (started.ok()) {
                LOG.log(System.Logger.Level.INFO, "PostgreSQL runs again");
            } else if (!told) {
                LOG.log(System.Logger.Level.ERROR, "It does not: {0}", started.output());
            }
            told = !started.ok();
            return started.ok();
        } catch (IOException | RuntimeException problem) {
            if (!told) {
                LOG.log(System.Logger.Level.ERROR, "PostgreSQL cannot be started", problem);
            }
            told = true;
            return false;
        }
    }

    private Optional<ProcessHandle> process() {
        try (Stream<String> lines =
                Files.lines(EmbeddedDatabase.data(home).resolve("postmaster.pid"))) {
            return lines.findFirst()
                    .map(String::strip)
                    .map(Long::valueOf)
                    .flatMap(ProcessHandle::of);
        } catch (IOException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** From now on its end is meant. Waits for a start that is under way. */
    @Override
    public void close() {
        closed.countDown();
        synchronized (this) {
            told = true;
        }
    }
}
