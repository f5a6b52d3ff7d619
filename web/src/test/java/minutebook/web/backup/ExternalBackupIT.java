package minutebook.web.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import minutebook.web.ServerProcess;
import minutebook.web.TestUser;
import minutebook.web.cluster.Node;
import minutebook.web.cluster.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A PostgreSQL of one's own, an older one than we bring, is backed up by its pg_basebackup, and two
 * nodes go on with what was restored. scripts/test installs it where there is none.
 */
class ExternalBackupIT {
    @TempDir Path folder;

    @Test
    void what_pg_basebackup_made_is_restored_and_each_node_signs_that_it_was_on_purpose()
            throws Exception {
        Path copy = folder.resolve("restored");
        String heard;
        Scene scene;
        try (var postgres = PostgresServer.start(debians(), folder("lost"), Map.of());
                var one = node("one", postgres);
                var two = node("two", postgres)) {
            one.start();
            two.start();
            scene = new Scene(one);
            scene.begin();
            pgBaseBackup(postgres, copy.resolve("data"));
            scene.goOn();
            heard = scene.heard();
            scene.end();
            Operator inUse = operator("three", postgres, "new-epoch");
            assertTrue(inUse.complained().contains("is at work"), inUse.toString());
        }

        try (var postgres = PostgresServer.on(debians(), copy);
                var one = node("one", postgres);
                var two = node("two", postgres)) {
            postgres.start();
            assertDone(operator("one", postgres, "new-epoch"));
            one.start();
            scene.assertTold(one, heard);
            TestUser anna = scene.again(scene.anna, one.url());
            assertEquals(Scene.epoch(heard), Scene.restoration(anna).at("/before").asText());
            Scene.assertMailKept(anna);

            // The other node has signed more than there is now, until its operator says so.
            assertEquals(3, operator("two", postgres, "verify").exitCode());
            assertDone(operator("two", postgres, "new-epoch", "--sign"));
            two.start();
            Operator verified = operator("two", postgres, "verify");
            assertDone(verified);
            assertTrue(verified.told().contains("It is a restored backup: "), verified.told());
        }
    }

    private static void pgBaseBackup(PostgresServer postgres, Path into) throws Exception {
        var made =
                new ProcessBuilder(
                                debians().resolve("bin/pg_basebackup").toString(),
                                "--dbname=" + postgres.url(),
                                "--pgdata=" + into,
                                "--checkpoint=fast")
                        .redirectErrorStream(true)
                        .start();
        String told = new String(made.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, made.waitFor(), told);
    }

    /** The one that scripts/test found, else the newest of Debian's. */
    private static Path debians() throws IOException {
        if (System.getenv("POSTGRESQL") != null) {
            return Path.of(System.getenv("POSTGRESQL"));
        }
        Path all = Path.of("/usr/lib/postgresql");
        try (Stream<Path> versions = Files.exists(all) ? Files.list(all) : Stream.empty()) {
            return versions.filter(it -> Files.exists(it.resolve("bin/pg_basebackup")))
                    .max(
                            Comparator.comparingInt(
                                    it -> Integer.parseInt(it.getFileName().toString())))
                    .orElseThrow(
                            () ->
                                    new AssertionError(
                                            "No PostgreSQL in /usr/lib/postgresql: apt-get install postgresql"));
        }
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }

    private Node node(String name, PostgresServer postgres) throws IOException {
        return new Node(ServerProcess.QUICK_JVM, folder.resolve(name), settings(postgres));
    }

    private Operator operator(String name, PostgresServer postgres, String... arguments)
            throws IOException {
        return Operator.runs(folder.resolve(name).resolve("data"), settings(postgres), arguments);
    }

    private static Map<String, String> settings(PostgresServer postgres) {
        var settings = new HashMap<>(Scene.nowhere());
        settings.put("DATABASE_URL", postgres.url());
        return settings;
    }

    private static void assertDone(Operator operator) {
        assertEquals(0, operator.exitCode(), operator.toString());
    }
}
