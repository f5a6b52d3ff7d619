package minutebook.web.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** The program behind scripts/chaos. */
final class Chaos {
    /** As scripts/run starts it, from the project's folder. */
    private static final List<String> JVM = List.of("@scripts/lib/jvm.options");

    /** Where the logs are left if anything is wrong. */
    private static final Path LOGS = Path.of("target");

    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private Chaos() {}

    public static void main(String[] arguments) throws Exception {
        ChaosOptions options;
        try {
            options = ChaosOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(USAGE);
            return;
        }
        System.exit(run(options));
    }

    /** Ctrl-C only brings the run to its end: what there is, is checked. */
    private static int run(ChaosOptions options)
            throws IOException, InterruptedException, SQLException {
        System.out.printf(
                "Seed %d: %d min, %d streams, %d sockets.%n",
                options.seed(), options.time().toMinutes(), options.streams(), options.sockets());
        Path folder = Files.createTempDirectory("minutebook-chaos-");
        int code = FAILED;
        var done = new CountDownLatch(1);
        try (Machines machines = Machines.start(JVM, folder)) {
            var run = new ChaosRun(options, machines, System.out::println);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(run, done)));
            code = passed(run, options) ? 0 : FAILED;
            if (code != 0) {
                machines.keepLogs(LOGS);
            }
        } finally {
            delete(folder);
            done.countDown();
        }
        return code;
    }

    private static boolean passed(ChaosRun run, ChaosOptions options) throws InterruptedException {
        try {
            ChaosReport report = run.run();
            System.out.println(report.text());
            return report.passed();
        } catch (IOException | SQLException | IllegalStateException problem) {
            System.out.printf("%s%nFAILED (seed %d)%n", problem, options.seed());
            return false;
        }
    }

    /** At the end of the program, or on Ctrl-C. */
    private static void stop(ChaosRun run, CountDownLatch done) {
        run.stop();
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.flush();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(Chaos::deleteOne);
        }
    }

    private static void deleteOne(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
