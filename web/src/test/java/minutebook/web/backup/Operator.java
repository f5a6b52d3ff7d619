package minutebook.web.backup;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Map;
import minutebook.web.ServerProcess;

/** What the operator is told by a command. */
record Operator(int exitCode, String told, String complained) {
    static Operator runs(Path dataDir, Map<String, String> settings, String... arguments)
            throws IOException {
        try (var command =
                ServerProcess.start(
                        ServerProcess.QUICK_JVM, Redirect.PIPE, dataDir, settings, arguments)) {
            String told = command.output();
            return new Operator(command.exitCode(), told, command.errors());
        }
    }
}
