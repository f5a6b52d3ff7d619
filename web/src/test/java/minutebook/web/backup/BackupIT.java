package minutebook.web.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import minutebook.web.ServerProcess;
import minutebook.web.TestUser;
import minutebook.web.cluster.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded database is backed up beside its server, destroyed, and restored. */
class BackupIT {
    @TempDir Path folder;

    @Test
    void what_was_backed_up_comes_back_and_everybody_is_told() throws Exception {
        Path backup = folder.resolve("backup");
        String heard;
        try (var node = node()) {
            node.start();
            var scene = new Scene(node);
            scene.begin();
            assertDone(operator("backup", backup.toString()));
            scene.goOn();
            heard = scene.heard();
            scene.end();
            TestUser late = TestUser.register(node.url(), "late");
            scene.cleo.delete("/api/v1/projects/" + tunnel(scene), null);
            assertEquals(200, scene.cleo.delete("/api/v1/users/me", null).status());
            assertRefused("which another running", operator("new-epoch"));
            node.terminate();
            assertEquals(0, node.exitCode());

            assertRefused("a database in", operator("restore", backup.toString()));
            delete(node.dataDir().resolve("postgres"));
            Operator restored =
                    operator(
                            "restore",
                            backup.toString(),
                            "--erase",
                            scene.cleo.id() + "," + late.id());
            assertDone(restored);
            assertTrue(restored.told().contains("Lost is at least what was in the book"));
            assertTrue(restored.told().contains("User %d is erased".formatted(scene.cleo.id())));
            assertTrue(restored.told().contains("User %d: ".formatted(late.id())));

            node.start();
            scene.assertTold(node, heard);
            TestUser anna = scene.again(scene.anna, node.url());
            assertEquals(
                    "erased-" + scene.cleo.id(),
                    anna.get("/api/v1/users?filter_by=erased").at("/data/0/username").asText());
            assertTrue(TestUser.register(node.url(), "new").id() > late.id() + 1_000);
            assertEquals(Scene.epoch(heard), Scene.restoration(anna).at("/before").asText());
            Scene.assertMailKept(anna);

            Operator verified = operator("verify");
            assertDone(verified);
            assertTrue(verified.told().contains("It is a restored backup: "), verified.told());
            assertDone(operator("verify", "--read-models"));
        }
    }

    private static long tunnel(Scene scene) {
        return scene.cleo.get("/api/v1/projects").at("/data/0/id").asLong();
    }

    private Node node() throws IOException {
        return new Node(ServerProcess.QUICK_JVM, folder.resolve("node"), Scene.nowhere());
    }

    private Operator operator(String... arguments) throws IOException {
        return Operator.runs(folder.resolve("node/data"), Map.of(), arguments);
    }

    private static void assertDone(Operator operator) {
        assertEquals(0, operator.exitCode(), operator.toString());
    }

    private static void assertRefused(String why, Operator operator) {
        assertEquals(1, operator.exitCode(), operator.toString());
        assertTrue(operator.complained().contains(why), operator.toString());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
