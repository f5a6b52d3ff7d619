package minutebook.web.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** The program behind scripts/soak. */
final class Soak {
    /** As scripts/run starts it, from the project's folder. */
    private static final List<String> JVM = List.of("@scripts/lib/jvm.options");

    /** Where the server's log is left if anything is wrong. */
    private static final Path LOG = Path.of("target", "soak-server.log");

    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private Soak() {}

    public static void main(String[] arguments) throws Exception {
        SoakOptions options;
        try {
            options = SoakOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(USAGE);
            return;
        }
        System.exit(run(options));
    }

    /** Ctrl-C only brings the run to its end: what there is, is checked. */
    private static int run(SoakOptions options) throws Exception {
        System.out.printf(
                "Seed %d: %d min, %d streams, %d sockets.%n",
                options.seed(), options.time().toMinutes(), options.streams(), options.sockets());
        Path folder = Files.createTempDirectory("minutebook-soak-");
        var server = new Killable(JVM, folder);
        var run = new SoakRun(options, server, System.out::println);
        var done = new CountDownLatch(1);
        int[] code = {FAILED};
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(run, done, code)));
        try {
            Report report = report(run, server);
            System.out.println(report.text());
            code[0] = report.passed() ? 0 : FAILED;
        } catch (IOException | SQLException | IllegalStateException problem) {
            System.out.printf("%s%nFAILED (seed %d)%n", problem, options.seed());
        } finally {
            if (code[0] != 0) {
                server.keepLog(LOG);
            }
            delete(folder);
            done.countDown();
        }
        return code[0];
    }

    private static Report report(SoakRun run, Killable server)
            throws IOException, InterruptedException, SQLException {
        try (server) {
            return run.run();
        }
    }

    /** At the end of the program, or on Ctrl-C. */
    private static void stop(SoakRun run, CountDownLatch done, int[] code) {
        run.stop();
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.flush();
        Runtime.getRuntime().halt(code[0]);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(Soak::deleteOne);
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
