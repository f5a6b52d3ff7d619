package minutebook.web.soak;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import minutebook.web.cluster.Node;

/**
 * The server that is killed and started again, always at the same address and on the same data. Its
 * PostgreSQL is left to the next start, as in real life. For one thread.
 */
final class Killable implements AutoCloseable {
    private final Node node;

    /** {@code folder}: an empty one, for its data and its log. */
    Killable(List<String> jvmOptions, Path folder) throws IOException {
        node = new Node(jvmOptions, folder, Map.of());
    }

    URI url() {
        return node.url();
    }

    Path dataDir() {
        return node.dataDir();
    }

    /** Starts it, and waits until it is ready. */
    void start() throws IOException {
        node.start();
    }

    /** An operator's command beside it. */
    void operate(String... arguments) throws IOException {
        node.operate(arguments);
    }

    /** By SIGKILL. */
    void kill() {
        node.kill();
    }

    boolean isRunning() {
        return node.isRunning();
    }

    /** MiB, the most that one of its processes has taken; 0: not known. */
    long memoryMib() {
        return node.memoryMib();
    }

    /** How long each start took until it was ready; the first made the database. */
    List<Duration> starts() {
        return node.starts();
    }

    /** What it logged as an error. */
    List<String> errors() throws IOException {
        return node.errors();
    }

    /** Copies its log to where it stays. */
    void keepLog(Path copy) throws IOException {
        node.keepLog(copy);
    }

    /** Stops it in good order, and its PostgreSQL with it, however it was left. */
    @Override
    public void close() throws IOException {
        if (!isRunning()) {
            start();
        }
        node.close();
    }
}
