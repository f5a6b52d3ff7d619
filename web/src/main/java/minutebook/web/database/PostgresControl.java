package minutebook.web.database;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import minutebook.web.start.CannotStart;

/** Runs {@code initdb} and {@code pg_ctl}. All methods block until the program is through. */
public final class PostgresControl {

    private final Path programs;
    private final List<String> before;

    /** {@code programs}: the folder with {@code bin/postgres}. */
    public PostgresControl(Path programs) {
        this.programs = programs;
        this.before = isRoot() ? asNobody() : List.of();
    }

    /** What a program said, and whether it was content. */
    public record Result(boolean ok, String output) {}

    /** Makes a new cluster whose superuser has the password in the file. Takes about a second. */
    public Result makeCluster(Path data, String user, Path passwordFile) {
        return run(
                "initdb",
                List.of(
                        "--pgdata=" + data,
                        "--username=" + user,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        // Sorting by code point: the same on every machine, whatever its locales.
                        "--locale=C"));
    }

    /**
     * Starts the server and waits until it takes connections; it outlives this process. pg_ctl
     * gives it a process group of its own, so that Ctrl-C at the terminal reaches it only through
     * us.
     */
    public Result start(Path data, Path log, Map<String, String> settings) {
        var options = new StringBuilder();
        settings.forEach(
                (name, value) -> options.append(" -c ").append(name).append('=').append(value));
        return run(
                "pg_ctl",
                List.of(
                        "start",
                        "--silent",
                        "--wait",
                        // After a crash it reads its log first, which may take minutes.
                        "--timeout=600",
                        "--pgdata=" + data,
                        "--log=" + log,
                        "--options=" + options.toString().strip()));
    }

    /**
     * Stops the server without waiting for its clients; after 30 s without a last checkpoint too.
     */
    public Result stop(Path data) {
        Result fast = stop(data, "fast");
        return fast.ok() ? fast : stop(data, "immediate");
    }

    /** {@code mode}: {@code smart}, {@code fast} or {@code immediate}. */
    public Result stop(Path data, String mode) {
        return stop(data, mode, 30);
    }

    /** Stops it without a last checkpoint, and does not wait for long. */
    Result stopAtOnce(Path data) {
        return stop(data, "immediate", 2);
    }

    private Result stop(Path data, String mode, int seconds) {
        return run(
                "pg_ctl",
                List.of(
                        "stop",
                        "--silent",
                        "--wait",
                        "--timeout=" + seconds,
                        "--mode=" + mode,
                        "--pgdata=" + data));
    }

    /** Content: one runs on these data. */
    public Result status(Path data) {
        return run("pg_ctl", List.of("status", "--pgdata=" + data));
    }

    private Result run(String program, List<String> arguments) {
        var command = new ArrayList<>(before);
        command.add(programs.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return run(command);
    }

    private static Result run(List<String> command) {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        // PGDATA, PGPORT and their kin would speak to these programs; messages are to be in
        // English.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().putAll(Map.of("LC_ALL", "C", "TZ", "UTC"));
        try {
            Process process = builder.redirectInput(new File("/dev/null")).start();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor() == 0, output.strip());
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        } catch (InterruptedException problem) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted at " + command, problem);
        }
    }

    private static boolean isRoot() {
        return run(List.of("id", "-u")).output().equals("0");
    }

    /** PostgreSQL does not run as root. In a user namespace of its own, root is nobody to it. */
    private static List<String> asNobody() {
        var prefix = List.of("unshare", "--user");
        try {
            if (run(List.of("unshare", "--user", "true")).ok()) {
                return prefix;
            }
        } catch (UncheckedIOException noSuchProgram) {
            // Told below, with the other reason.
        }
        throw new CannotStart(
                "The embedded PostgreSQL cannot run as root here (no user namespaces): run Minutebook as another user, or set DATABASE_URL.");
    }
}
