package minutebook.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real program as a process of its own, as scripts/run starts it. */
public final class ServerProcess implements AutoCloseable {

    /** Most live for a second: not worth the better compiler. */
    public static final List<String> QUICK_JVM =
            List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "-Xmx256m",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC");

    private final Process process;
    private final BufferedReader out;

    private ServerProcess(Process process) {
        this.process = process;
        this.out = process.inputReader();
    }

    static ServerProcess start(Path dataDir, Map<String, String> settings, String... arguments)
            throws IOException {
        return start(QUICK_JVM, Redirect.PIPE, dataDir, settings, arguments);
    }

    /** With these options of the JVM; {@code log}: where stderr goes. */
    public static ServerProcess start(
            List<String> jvmOptions,
            Redirect log,
            Path dataDir,
            Map<String, String> settings,
            String... arguments)
            throws IOException {
        return new ServerProcess(server(jvmOptions, log, dataDir, settings, arguments).start());
    }

    /** The same with one limit of the system, as {@code prlimit} takes it. */
    public static ServerProcess limited(
            String limit, Redirect log, Path dataDir, Map<String, String> settings)
            throws IOException {
        ProcessBuilder builder = server(QUICK_JVM, log, dataDir, settings);
        builder.command().addAll(0, List.of("prlimit", limit));
        return new ServerProcess(builder.start());
    }

    private static ProcessBuilder server(
            List<String> jvmOptions,
            Redirect log,
            Path dataDir,
            Map<String, String> settings,
            String... arguments) {
        ProcessBuilder builder = program(jvmOptions, Main.class, arguments).redirectError(log);
        var environment = new HashMap<>(Map.of("PORT", "0", "DATA_DIR", dataDir.toString()));
        environment.put("RATE_LIMITS", "off");
        environment.putAll(settings);
        builder.environment().putAll(environment);
        return builder;
    }

    /** Another program that is ready when it says so. */
    public static ServerProcess start(Class<?> program, String... arguments) throws IOException {
        return new ServerProcess(
                program(QUICK_JVM, program, arguments).redirectError(Redirect.INHERIT).start());
    }

    private static ProcessBuilder program(
            List<String> jvmOptions, Class<?> program, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(program.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /** Waits for the ready line, and gives the URL in it. */
    public String url() throws IOException {
        String line = out.readLine();
        if (line == null || !line.startsWith("Minutebook is ready: ")) {
            throw new AssertionError("not ready: " + line + "\n" + errors());
        }
        return line.replace("Minutebook is ready: ", "");
    }

    /** All that it wrote to stderr; waits until it has ended. */
    public String errors() throws IOException {
        return process.errorReader().readAllAsString();
    }

    /**
     * Sends SIGTERM. Its output can still be read, which it cannot after {@link Process#destroy}.
     */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** Sends SIGKILL, and waits for the end. */
    public void kill() {
        process.toHandle().destroyForcibly();
        exitCode();
    }

    /** Sends SIGTERM, and waits for the end, which must be a clean one. */
    void stop() {
        terminate();
        if (exitCode() != 0) {
            throw new AssertionError("stopped with " + exitCode());
        }
    }

    /** All that it writes to stdout; waits until it has ended. */
    public String output() throws IOException {
        return out.readAllAsString();
    }

    public long pid() {
        return process.pid();
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end. */
    public int exitCode() {
        return process.onExit().orTimeout(30, TimeUnit.SECONDS).join().exitValue();
    }

    /** Ends it by SIGTERM, if a test has not. */
    @Override
    public void close() {
        terminate();
        exitCode();
    }
}
