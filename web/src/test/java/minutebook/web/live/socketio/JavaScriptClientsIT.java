package minutebook.web.live.socketio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import minutebook.web.live.engine.Limits;
import org.junit.jupiter.api.Test;

/** The official JavaScript clients, newest and oldest, unchanged, on Node: scripts/clients. */
class JavaScriptClientsIT {

    private static final Path CLIENTS =
            Path.of("..", "scripts", "clients").toAbsolutePath().normalize();

    @Test
    void the_official_clients_are_content() throws Exception {
        if (Files.notExists(CLIENTS.resolve("node_modules"))) {
            run(List.of("npm", "ci", "--no-audit", "--no-fund"), Map.of());
        }
        try (var server = new EchoServer(Limits.defaults())) {
            run(
                    List.of("node", "--test"),
                    Map.of("SERVER_URL", server.url(), "TOKEN", EchoServer.TOKEN));
        }
    }

    private static void run(List<String> command, Map<String, String> environment)
            throws Exception {
        var builder =
                new ProcessBuilder(command).directory(CLIENTS.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = start(builder);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> String.join(" ", command) + "\n" + said);
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new AssertionError("This test needs Node 20 or newer, with npm, on the path", e);
        }
    }
}
