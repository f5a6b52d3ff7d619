package minutebook.web.cluster;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import minutebook.web.ServerProcess;
import org.jspecify.annotations.Nullable;

/**
 * A node of Minutebook as a process, that is killed, paused and started again as often as one
 * likes, always at the same address, on the same folder and settings. For one thread.
 */
public final class Node implements AutoCloseable {
    /** As long as it may be set to: hardly any test is to meet the end of a session. */
    private static final String TOKEN_MINUTES = "10080";

    private final List<String> jvmOptions;
    private final Path folder;
    private final Path log;
    private final int port;
    private final Map<String, String> settings;
    private final List<Duration> starts = new ArrayList<>();
    private @Nullable ServerProcess process;
    private boolean paused;
    private long begunNanos;
    private long memoryKibMax;

    /**
     * One that does not run yet.
     *
     * @param folder a new one, for its data and its log
     * @param settings beside {@code PORT}, {@code DATA_DIR} and {@code TOKEN_MINUTES}
     */
    public Node(List<String> jvmOptions, Path folder, Map<String, String> settings)
            throws IOException {
        this.jvmOptions = List.copyOf(jvmOptions);
        this.folder = Files.createDirectories(folder);
        this.settings = Map.copyOf(settings);
        log = folder.resolve("server.log");
        port = Ports.free();
    }

    /** One on this database, such as {@code postgres.url(proxy.port())}; it does not run yet. */
    public static Node on(String databaseUrl, Path folder) throws IOException {
        return new Node(
                ServerProcess.QUICK_JVM,
                folder,
                Map.of("DATABASE_URL", databaseUrl, "MAIL_URL", "dummy:"));
    }

    public int port() {
        return port;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public Path dataDir() {
        return folder.resolve("data");
    }

    /** Starts it, and waits until it is ready. */
    public void start() throws IOException {
        begin();
        awaitReady();
    }

    /** Starts it, and does not wait. */
    public void begin() throws IOException {
        begunNanos = System.nanoTime();
        var all = new HashMap<String, String>();
        all.put("PORT", String.valueOf(port));
        all.put("TOKEN_MINUTES", TOKEN_MINUTES);
        all.putAll(settings);
        process = ServerProcess.start(jvmOptions, Redirect.appendTo(log.toFile()), dataDir(), all);
    }

    /** Waits until it is ready. */
    public void awaitReady() throws IOException {
        try {
            running().url();
            starts.add(Duration.ofNanos(System.nanoTime() - begunNanos));
        } catch (AssertionError notReady) {
            throw new IOException("The server did not start: " + lastLines(), notReady);
        }
    }

    /** An operator's command beside it; what it said. */
    public String operate(String... arguments) throws IOException {
        try (var command =
                ServerProcess.start(
                        jvmOptions,
                        Redirect.appendTo(log.toFile()),
                        dataDir(),
                        settings,
                        arguments)) {
            String said = command.output();
            if (command.exitCode() != 0) {
                throw new IOException(
                        "%s failed: %s%s"
                                .formatted(String.join(" ", arguments), said, lastLines()));
            }
            return said;
        }
    }

    /** By SIGKILL. */
    public void kill() {
        ServerProcess running = process;
        if (running != null) {
            measure();
            running.kill();
            process = null;
            paused = false;
        }
    }

    /** By SIGTERM; does not wait. */
    public void terminate() {
        running().terminate();
    }

    /** Waits until it has ended. */
    public int exitCode() {
        return running().exitCode();
    }

    /** By SIGSTOP: it is there, and does nothing. */
    public void pause() {
        paused = true;
        Signals.send(Signals.STOP, running().handle());
    }

    /** Lets it go on, if it does not. */
    public void resume() {
        if (paused) {
            paused = false;
            Signals.send(Signals.CONTINUE, running().handle());
        }
    }

    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    private ServerProcess running() {
        ServerProcess running = process;
        if (running == null) {
            throw new IllegalStateException("The node in " + folder + " was not started");
        }
        return running;
    }

    /** Notes how much memory it has taken at most, where the system tells. */
    private void measure() {
        Path status = Path.of("/proc/%d/status".formatted(running().pid()));
        if (Files.exists(status)) {
            try (Stream<String> lines = Files.lines(status)) {
                lines.filter(it -> it.startsWith("VmHWM:"))
                        .mapToLong(it -> Long.parseLong(it.replaceAll("\\D", "")))
                        .forEach(it -> memoryKibMax = Math.max(memoryKibMax, it));
            } catch (IOException gone) {
                // It has just ended.
            }
        }
    }

    /** MiB, the most that one of its processes has taken; 0: not known. */
    public long memoryMib() {
        return memoryKibMax / 1024;
    }

    /** How long each start took until it was ready. */
    public List<Duration> starts() {
        return List.copyOf(starts);
    }

    /** What it logged as an error. */
    public List<String> errors() throws IOException {
        return logged(" SEVERE ");
    }

    /** The lines of its log with this text. */
    public List<String> logged(String text) throws IOException {
        if (!Files.exists(log)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(it -> it.contains(text)).toList();
        }
    }

    /** Copies its log to where it stays. */
    public void keepLog(Path copy) throws IOException {
        if (Files.exists(log)) {
            Files.createDirectories(copy.toAbsolutePath().getParent());
            Files.copy(log, copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String lastLines() throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }

    /** Stops it in good order, if it runs. */
    @Override
    public void close() {
        ServerProcess running = process;
        if (running != null) {
            measure();
            resume();
            running.close();
            process = null;
        }
    }
}
