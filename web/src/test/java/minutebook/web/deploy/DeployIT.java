package minutebook.web.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import minutebook.web.TestUser;
import minutebook.web.cluster.Ports;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The package runs where nothing is built, and its unit is one that systemd takes. */
class DeployIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    @TempDir Path machine;

    /** As the unit has it. */
    private Path home;

    @BeforeEach
    void given_what_is_packed() throws Exception {
        home = machine.resolve("opt/minutebook");
        Ran packed =
                run(ROOT, Map.of("HOME_THERE", home.toString()), "bash", "-e", layOut().toString());
        assertEquals(0, packed.exitCode(), packed.said());
    }

    /** What scripts/package does once all is built. */
    private Path layOut() throws IOException {
        return Files.writeString(
                machine.resolve("lay-out"),
                """
                source scripts/lib/common.sh
                source scripts/lib/jdk.sh
                source scripts/lib/server.sh
                source scripts/lib/package.sh
                lay_out "$HOME_THERE"
                """);
    }

    @Test
    void what_is_packed_runs_by_itself_says_how_it_is_and_ends_when_told() throws Exception {
        Map<String, String> settings =
                Map.of(
                        "PORT",
                        String.valueOf(Ports.free()),
                        "DATA_DIR",
                        machine.resolve("data").toString(),
                        "MAIL_URL",
                        "dummy:",
                        "JAVA_OPTS",
                        "-Xmx256m -XX:TieredStopAtLevel=1");
        Process server = start(machine, settings, home.resolve("bin/minutebook").toString());
        try (var out = server.inputReader()) {
            String ready = String.valueOf(out.readLine());
            assertTrue(ready.startsWith("Minutebook is ready: "), ready);
            Ran healthy = run(machine, settings, home.resolve("bin/healthy").toString());
            assertEquals(0, healthy.exitCode(), healthy.said());
            TestUser.register(URI.create(ready.replaceFirst(".*: ", "")), "anna");
            Ran granted =
                    run(
                            machine,
                            settings,
                            home.resolve("bin/minutebook").toString(),
                            "grant",
                            "anna@example.org",
                            "admin");
            assertEquals(0, granted.exitCode(), granted.said());
        } finally {
            server.toHandle().destroy();
        }
        assertTrue(server.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, server.exitValue());
        assertNotEquals(
                0, run(machine, settings, home.resolve("bin/healthy").toString()).exitCode());
    }

    @Test
    void the_unit_is_understood_and_hardened() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/systemd-analyze")), "no systemd here");
        Path units = Files.createDirectories(machine.resolve("etc/systemd/system"));
        Files.copy(home.resolve("systemd/minutebook.service"), units.resolve("minutebook.service"));
        // Those that it names; the machine is otherwise empty.
        for (String target :
                List.of("network-online", "multi-user", "sysinit", "basic", "shutdown")) {
            Files.writeString(units.resolve(target + ".target"), "[Unit]\nDescription=A target\n");
        }

        Ran verified = analyze("verify", "--man=no");
        assertEquals("", verified.said());
        assertEquals(0, verified.exitCode());

        // Of 100: below 20 is what systemd calls fine.
        Ran judged = analyze("security", "--offline=true", "--threshold=20");
        assertEquals(0, judged.exitCode(), judged.said());
    }

    private Ran analyze(String verb, String... options) throws Exception {
        var command = new ArrayList<>(List.of("systemd-analyze", verb, "--root=" + machine));
        command.addAll(List.of(options));
        command.add("minutebook.service");
        return run(machine, Map.of(), command.toArray(String[]::new));
    }

    private record Ran(int exitCode, String said) {}

    private static Ran run(Path in, Map<String, String> settings, String... command)
            throws Exception {
        Process process = start(in, settings, command);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), said);
    }

    private static Process start(Path in, Map<String, String> settings, String... command)
            throws IOException {
        var builder = new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true);
        builder.environment().putAll(settings);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }
}
