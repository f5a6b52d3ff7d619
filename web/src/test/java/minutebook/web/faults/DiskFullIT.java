package minutebook.web.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import minutebook.web.ServerProcess;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.cluster.Node;
import minutebook.web.cluster.PostgresServer;
import minutebook.web.database.DatabaseUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No place is left on the disk: nothing more is taken, nothing is lost, and the server stays. */
class DiskFullIT {
    private static final int COMMANDS_MAX = 2_000;

    @TempDir Path folder;

    /** As long as a title may be: to get there soon. */
    private static final String LONG = "x".repeat(240);

    private final List<String> acknowledged = new ArrayList<>();

    /** Nobody could be asked whether they were done. */
    private final List<String> unknown = new ArrayList<>();

    @Test
    void of_the_data_while_the_log_of_postgresql_has_a_disk_of_its_own() throws Exception {
        try (var disk = SmallDisk.mount(folder.resolve("disk"), 120);
                var postgres = PostgresServer.start(disk.folder())) {
            postgres.stop();
            Path log = postgres.data().resolve("pg_wal");
            Path elsewhere = folder.resolve("pg_wal");
            Folders.move(log, elsewhere);
            Files.createSymbolicLink(log, elsewhere);
            postgres.start();
            try (var node = Node.on(postgres.url(), folder.resolve("node"))) {
                node.start();
                TestUser anna = TestUser.register(node.url(), "anna");
                long bridge = anna.createProject("Bridge", List.of(), List.of());
                disk.fill();

                assertRefused(fillUp(anna, bridge));
                assertEquals(200, anna.get("/observe/health/live").status());
                assertTrue(postgres.isRunning());

                disk.free();
                assertGoesOn(anna, bridge);
                try (Connection connection = postgres.connect()) {
                    assertAllInBook(connection);
                }
            }
        }
    }

    /** Of the whole server, with the PostgreSQL that it brings, which ends itself over its log. */
    @Test
    void of_everything() throws Exception {
        try (var disk = SmallDisk.mount(folder.resolve("disk"), 400)) {
            var settings = Map.of("MAIL_URL", "dummy:");
            try (var node = new Node(ServerProcess.QUICK_JVM, disk.folder(), settings)) {
                node.start();
                TestUser anna = TestUser.register(node.url(), "anna");
                long bridge = anna.createProject("Bridge", List.of(), List.of());
                disk.fill();

                Reply last = fillUp(anna, bridge);
                // If PostgreSQL ended itself before it had answered.
                if (last.status() != 504) {
                    assertRefused(last);
                }
                assertEquals(200, anna.get("/observe/health/live").status());

                disk.free();
                assertGoesOn(anna, bridge);
                var url =
                        DatabaseUrl.parse(Files.readString(node.dataDir().resolve("postgres/url")));
                try (Connection connection =
                        DriverManager.getConnection(url.jdbc(), url.user(), url.password())) {
                    assertAllInBook(connection);
                }
            }
        }
    }

    /** What the first is told that does not come through. */
    private Reply fillUp(TestUser anna, long bridge) {
        for (int i = 0; i < COMMANDS_MAX; i++) {
            Reply reply = rename(anna, bridge);
            if (reply.status() != 200) {
                return reply;
            }
        }
        throw new AssertionError("It is never full");
    }

    private static void assertRefused(Reply reply) {
        assertEquals(503, reply.status(), reply.json().toString());
        assertEquals("1", reply.header("Retry-After"));
    }

    private void assertGoesOn(TestUser anna, long bridge) throws Exception {
        long millis = Asked.until(() -> rename(anna, bridge), it -> it.status() == 200);
        assertTrue(millis < 15_000, () -> "it goes on after " + millis + " ms");
        Asked.until(() -> anna.get("/observe/health/ready"), it -> it.status() == 200);
        Reply project = anna.get("/api/v1/projects/" + bridge);
        assertEquals(acknowledged.getLast(), project.at("/title").textValue());
    }

    private void assertAllInBook(Connection connection) throws SQLException {
        var titles = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select data ->> 'title' from book.event where type = 'project-renamed' order by position")) {
            while (rows.next()) {
                titles.add(rows.getString(1));
            }
        }
        titles.removeAll(unknown);
        assertEquals(acknowledged, titles);
    }

    private Reply rename(TestUser anna, long bridge) {
        String title = Site.nextNumber() + LONG;
        Reply reply =
                anna.put("/api/v1/projects/" + bridge, "{\"title\": \"%s\"}".formatted(title));
        if (reply.status() == 200) {
            acknowledged.add(title);
        } else if (reply.status() == 504) {
            unknown.add(title);
        }
        return reply;
    }
}
