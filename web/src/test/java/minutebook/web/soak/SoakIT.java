package minutebook.web.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import minutebook.web.ServerProcess;
import minutebook.web.soak.client.Counted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run of scripts/soak. */
class SoakIT {
    private static final Duration TIME = Duration.ofSeconds(5);

    @TempDir Path folder;

    @Test
    void killed_once_the_server_loses_doubles_and_disorders_nothing_and_tells_nobody_too_much()
            throws Exception {
        var options = new SoakOptions(TIME, 1, 20, 6, Duration.ofSeconds(3));
        try (var server = new Killable(ServerProcess.QUICK_JVM, folder)) {
            Report report = new SoakRun(options, server, System.out::println).run();
            assertTrue(report.passed(), report::text);
            assertTrue(report.kills() > 0, report::text);
            assertTrue(report.stage().countOf(Counted.NOTIFICATIONS) > 100, report::text);
            assertTrue(report.stage().countOf(Counted.MESSAGES) > 20, report::text);
            assertEquals(0, report.stage().countOf(Counted.SILENCES), report::text);
        }
    }
}
