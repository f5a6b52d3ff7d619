package minutebook.web.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import minutebook.web.TestUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machines that other tests spoil do what they are told, and keep what they have. */
class ClusterIT {
    @TempDir Path folder;

    @Test
    void postgresql_is_stopped_killed_and_started_again_at_the_same_place_with_the_same_data()
            throws Exception {
        try (var postgres = PostgresServer.start(folder)) {
            update(postgres, "create table kept as select 1 as number");
            postgres.kill();
            assertFalse(postgres.isRunning());
            assertThrows(SQLException.class, postgres::connect);

            postgres.start();
            update(postgres, "insert into kept values (2)");
            postgres.stopAtOnce();
            postgres.start();
            // The only one since the start: one that was just closed might be counted, too.
            try (Connection connection = postgres.connect()) {
                assertEquals(2, count(connection));
                assertEquals(1, postgres.terminateConnections());
                assertFalse(connection.isValid(1));
            }
        }
        assertThrows(SQLException.class, () -> PostgresServer.on(folder, folder).connect());
    }

    @Test
    void a_node_behind_a_proxy_is_killed_and_paused_and_comes_back_at_the_same_address()
            throws Exception {
        Path data = Files.createDirectory(folder.resolve("postgres"));
        try (var postgres = PostgresServer.start(data);
                var proxy = TcpProxy.before("127.0.0.1", postgres.port());
                var node = Node.on(postgres.url(proxy.port()), folder.resolve("a"))) {
            node.start();
            TestUser anna = TestUser.register(node.url(), "anna");
            assertTrue(proxy.connections() > 5);
            node.kill();
            assertFalse(node.isRunning());

            node.start();
            node.pause();
            node.resume();
            assertEquals(200, anna.get("/api/v1/users/me").status());
        }
    }

    private static void update(PostgresServer postgres, String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from kept")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
