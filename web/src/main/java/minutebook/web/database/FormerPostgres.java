package minutebook.web.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import minutebook.web.start.CannotStart;

/**
 * What a killed run left of its PostgreSQL. Whoever asks holds the {@code DATA_DIR}, so nobody else
 * needs it any more.
 */
final class FormerPostgres {

    private static final int END_SECONDS_MAX = 20;

    private FormerPostgres() {}

    /** Stops the server, if it still runs, and waits for the last of its processes. */
    static void end(Path home, PostgresControl control) throws IOException {
        Path data = EmbeddedDatabase.data(home);
        Path pidFile = data.resolve("postmaster.pid");
        Optional<ProcessHandle> named = named(pidFile);
        if (!Files.exists(pidFile)) {
            return;
        }
        if (named.filter(process -> isOf(home, process)).isPresent()) {
            control.stop(data);
        }
        // Killed alone, a server leaves children that need a moment to notice. Two servers on the
        // same files would ruin them.
        await(ProcessHandle.allProcesses().filter(process -> isOf(home, process)).toList(), home);
        if (named(pidFile).isPresent()) {
            // The number has gone to another program since; PostgreSQL would take it for itself.
            Files.delete(pidFile);
        }
    }

    private static Optional<ProcessHandle> named(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        return lines.isEmpty() || !lines.getFirst().matches("\\d{1,18}")
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.getFirst()));
    }

    private static boolean isOf(Path home, ProcessHandle process) {
        return process.info().command().filter(path -> Path.of(path).startsWith(home)).isPresent();
    }

    private static void await(List<ProcessHandle> processes, Path home) {
        var ends = processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(ends).get(END_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException problem) {
            throw new CannotStart(
                    "Processes of a former PostgreSQL in '%s' do not end: %s. End them, then start again."
                            .formatted(home, processes.stream().map(ProcessHandle::pid).toList()),
                    problem);
        } catch (InterruptedException problem) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a former PostgreSQL ends", problem);
        }
    }
}
