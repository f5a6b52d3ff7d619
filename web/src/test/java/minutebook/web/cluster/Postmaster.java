package minutebook.web.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The first process of a PostgreSQL, of which all others are children. */
public final class Postmaster {
    private Postmaster() {}

    /** Of the PostgreSQL that runs on {@code data}; an IOException if none does. */
    public static ProcessHandle of(Path data) throws IOException {
        try (Stream<String> lines = Files.lines(data.resolve("postmaster.pid"))) {
            long id = Long.parseLong(lines.findFirst().orElseThrow().strip());
            return ProcessHandle.of(id)
                    .orElseThrow(() -> new IOException("No PostgreSQL runs on " + data));
        }
    }

    /** The same of a server that brings its own. */
    public static ProcessHandle embeddedIn(Path dataDir) throws IOException {
        return of(dataDir.resolve("postgres/data"));
    }

    /** Sends a signal to it and all its children. */
    public static void signal(String signal, ProcessHandle postmaster) {
        // First who would start others.
        Signals.send(signal, postmaster);
        Signals.send(signal, postmaster.descendants().toArray(ProcessHandle[]::new));
    }
}
