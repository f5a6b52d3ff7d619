package minutebook.web.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The arithmetic and the table of scripts/bench, by their own tests, which need Node. */
class BenchScriptsIT {

    @Test
    void figures_and_table_are_right() throws Exception {
        Process node =
                new ProcessBuilder("node", "--test")
                        .directory(Path.of("..", "scripts", "benchmarks").toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(0, node.waitFor(), said);
    }

    @Test
    void what_is_not_understood_is_told_before_anything_is_started() throws Exception {
        Process bench =
                new ProcessBuilder("node", "../scripts/bench", "--slow")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(bench.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals("'--slow' is not understood: --help says what is.\n", said);
        assertEquals(2, bench.waitFor());
    }
}
