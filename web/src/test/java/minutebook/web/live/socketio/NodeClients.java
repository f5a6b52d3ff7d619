package minutebook.web.live.socketio;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Runs the tests of scripts/clients: the official JavaScript clients, unchanged, on Node. */
public final class NodeClients {
    private static final Path CLIENTS =
            Path.of("..", "scripts", "clients").toAbsolutePath().normalize();

    /** Tests that hang are ended, and what they said is shown. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /** In TAP, what Node prints: the result of a test that was content. */
    private static final Pattern CONTENT =
            Pattern.compile(
                    "^# Subtest: .*\\nok .*\\n  ---\\n(?:  .*\\n)*?  \\.\\.\\.\\n",
                    Pattern.MULTILINE);

    private NodeClients() {}

    /** Runs one file of tests, which must all be content; installs the clients at first. */
    public static void test(String file, Map<String, String> environment) throws Exception {
        install();
        run(List.of("node", "--test", file), environment);
    }

    /** A file of an installed package; installs all of them at first. */
    public static byte[] file(String path) throws Exception {
        install();
        return Files.readAllBytes(CLIENTS.resolve("node_modules").resolve(path));
    }

    /** Once, however many run tests at the same time, and again when other ones are asked for. */
    private static void install() throws Exception {
        Path lock = Files.createDirectories(Path.of("target")).resolve("npm-ci.lock");
        try (var file = FileChannel.open(lock, CREATE, WRITE);
                var _ = file.lock()) {
            if (isStale()) {
                run(List.of("npm", "ci", "--no-audit", "--no-fund"), Map.of());
            }
        }
    }

    /** Whether what npm notes of its last run is missing, or older than what it should install. */
    private static boolean isStale() throws IOException {
        Path installed = CLIENTS.resolve("node_modules/.package-lock.json");
        return Files.notExists(installed)
                || Files.getLastModifiedTime(installed)
                                .compareTo(
                                        Files.getLastModifiedTime(
                                                CLIENTS.resolve("package-lock.json")))
                        < 0;
    }

    private static void run(List<String> command, Map<String, String> environment)
            throws Exception {
        var builder =
                new ProcessBuilder(command).directory(CLIENTS.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = start(builder);
        CompletableFuture.delayedExecutor(LONGEST.toSeconds(), TimeUnit.SECONDS)
                .execute(() -> kill(process));
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(
                0,
                process.waitFor(),
                () -> String.join(" ", command) + "\n" + CONTENT.matcher(said).replaceAll(""));
    }

    /** Does nothing to one that has ended. */
    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new AssertionError("This test needs Node 20 or newer, with npm, on the path", e);
        }
    }
}
