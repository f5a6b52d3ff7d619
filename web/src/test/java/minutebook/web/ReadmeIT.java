package minutebook.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tour of the README works when it is pasted. */
class ReadmeIT {
    private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @Test
    void the_tour_works_as_it_stands(@TempDir Path folder) throws Exception {
        try (var server = new TestServer()) {
            String tour =
                    tour().replace("http://127.0.0.1:8080", server.url().toString())
                            .replace("/tmp/minutebook-tour", folder.resolve("tour").toString())
                            // People see when the stream is open; a slow machine takes longer.
                            .replace("sleep 2", "sleep 10")
                            .replace("--max-time 5", "--max-time 30");

            String said = bash(tour);

            assertTrue(said.contains("\"type\":\"edit_project\""), said);
            assertTrue(said.contains("become the new tilte 'Long Bridge'."), said);
            assertTrue(said.contains("stream open"), said);
            assertTrue(said.contains("anna: Is the bridge still long?"), said);
            assertTrue(said.contains("kept as event"), said);
        }
    }

    /** What is to be pasted, up to the look into the database of the server that it started. */
    private static String tour() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        String tour =
                readme.substring(readme.indexOf("## A tour"), readme.indexOf("**And it is all"));
        return SHELL.matcher(tour)
                .results()
                .map((MatchResult block) -> block.group(1))
                .collect(Collectors.joining("\n"));
    }

    private static String bash(String script) throws Exception {
        Process bash = new ProcessBuilder("bash", "-e").redirectErrorStream(true).start();
        try (var in = bash.outputWriter(StandardCharsets.UTF_8)) {
            in.write(script);
        }
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(bash.waitFor(90, TimeUnit.SECONDS), said);
        assertEquals(0, bash.exitValue(), said);
        return said;
    }
}
