package minutebook.web.soak;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import minutebook.web.ServerProcess;
import org.jspecify.annotations.Nullable;

/**
 * The server that is killed and started again, always at the same address and on the same data. Its
 * PostgreSQL is left to the next start, as in real life. For one thread.
 */
final class Killable implements AutoCloseable {
    /** Below those from which the system takes the ports of those who connect. */
    private static final int PORT_MIN = 20_000;

    private static final int PORT_MAX = 30_000;

    /** As long as it may be set to: a run is to meet no end of a session. */
    private static final String TOKEN_MINUTES = "10080";

    private final List<String> jvmOptions;
    private final Path dataDir;
    private final Path log;
    private final int port;
    private final List<Duration> starts = new ArrayList<>();
    private @Nullable ServerProcess process;
    private long memoryKibMax;

    /** {@code folder}: an empty one, for its data and its log. */
    Killable(List<String> jvmOptions, Path folder) throws IOException {
        this.jvmOptions = List.copyOf(jvmOptions);
        dataDir = folder.resolve("data");
        log = folder.resolve("server.log");
        port = freePort();
    }

    /** One that nobody connecting to it while it is closed can be given, and so meet themselves. */
    private static int freePort() throws IOException {
        for (int port = PORT_MIN; port < PORT_MAX; port++) {
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // The next one, then.
            }
        }
        throw new IOException("No port from %d to %d is free".formatted(PORT_MIN, PORT_MAX));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Path dataDir() {
        return dataDir;
    }

    /** Starts it, and waits until it is ready. */
    void start() throws IOException {
        long begun = System.nanoTime();
        ServerProcess started =
                ServerProcess.start(
                        jvmOptions,
                        Redirect.appendTo(log.toFile()),
                        dataDir,
                        Map.of("PORT", String.valueOf(port), "TOKEN_MINUTES", TOKEN_MINUTES));
        process = started;
        try {
            started.url();
        } catch (AssertionError notReady) {
            throw new IOException("The server did not start: " + lastLines(), notReady);
        }
        starts.add(Duration.ofNanos(System.nanoTime() - begun));
    }

    /** An operator's command beside it. */
    void operate(String... arguments) throws IOException {
        try (var command =
                ServerProcess.start(
                        jvmOptions,
                        Redirect.appendTo(log.toFile()),
                        dataDir,
                        Map.of(),
                        arguments)) {
            if (command.exitCode() != 0) {
                throw new IOException(String.join(" ", arguments) + " failed: " + lastLines());
            }
        }
    }

    /** By SIGKILL. */
    void kill() {
        ServerProcess running = process;
        if (running != null) {
            measure();
            running.kill();
            process = null;
        }
    }

    boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** Notes how much memory it has taken at most, where the system tells. */
    private void measure() {
        ServerProcess running = process;
        Path status = Path.of("/proc/%d/status".formatted(running == null ? 0 : running.pid()));
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
    long memoryMib() {
        return memoryKibMax / 1024;
    }

    /** How long each start took until it was ready; the first made the database. */
    List<Duration> starts() {
        return List.copyOf(starts);
    }

    /** What it logged as an error. */
    List<String> errors() throws IOException {
        if (!Files.exists(log)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(it -> it.contains(" SEVERE ")).toList();
        }
    }

    /** Copies its log to where it stays. */
    void keepLog(Path copy) throws IOException {
        if (Files.exists(log)) {
            Files.createDirectories(copy.toAbsolutePath().getParent());
            Files.copy(log, copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String lastLines() throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }

    /** Stops it in good order, and its PostgreSQL with it, however it was left. */
    @Override
    public void close() throws IOException {
        if (!isRunning()) {
            start();
        }
        measure();
        ServerProcess running = process;
        if (running != null) {
            running.close();
            process = null;
        }
    }
}
