package minutebook.web.chaos;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import minutebook.web.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run of scripts/chaos. */
class ChaosIT {
    private static final Duration TIME = Duration.ofSeconds(10);

    /** Of one that begins with a lost reply, and kills a node and PostgreSQL soon. */
    private static final long SEED = 82;

    private static final Duration HOLD = Duration.ofSeconds(1);

    /** None but those after which all is well again at once. */
    private static final List<FaultKind> QUICK =
            List.of(
                    FaultKind.COMMIT_REPLY_CUT,
                    FaultKind.SERVER_KILLED,
                    FaultKind.POSTGRES_KILLED,
                    FaultKind.CONNECTIONS_TERMINATED,
                    FaultKind.POSTGRES_STALLED,
                    FaultKind.POSTGRES_AWAY,
                    FaultKind.SERVER_PAUSED,
                    FaultKind.CLIENTS_MOVED,
                    FaultKind.CLIENTS_CUT,
                    FaultKind.MAIL_REPLY_CUT);

    @TempDir Path folder;

    @Test
    void whatever_breaks_nothing_is_lost_doubled_disordered_outdated_or_told_to_the_wrong_people()
            throws Exception {
        var options = new ChaosOptions(TIME, SEED, 16, 6, QUICK, HOLD);
        try (Machines machines = Machines.start(ServerProcess.QUICK_JVM, folder)) {
            ChaosReport report = new ChaosRun(options, machines, System.out::println).run();
            assertTrue(report.passed(), report::text);
            System.out.println(report.text());
        }
    }
}
