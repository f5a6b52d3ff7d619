package minutebook.web.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {

    // One folder for all tests: making it takes seconds, and it must bear being used again anyway.
    @TempDir static Path dataDir;

    @Test
    void it_is_durable_and_listens_to_this_machine_alone() throws Exception {
        try (var database = start();
                var connection = Connections.open(database.url())) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                assertEquals("on", Ask.text(connection, "show " + setting), setting);
            }
            assertEquals("127.0.0.1", Ask.text(connection, "show listen_addresses"));
            assertEquals("", Ask.text(connection, "show unix_socket_directories"));
            assertEquals(
                    "host 127.0.0.1 scram-sha-256",
                    Ask.text(
                            connection,
                            "select string_agg(type || ' ' || address || ' ' || auth_method, ',') from pg_hba_file_rules"));
        }
    }

    @Test
    void who_has_not_the_password_is_refused() throws Exception {
        try (var database = start()) {
            var url = database.url();
            for (String guess : List.of("", "postgres", url.user())) {
                var stranger = new DatabaseUrl(url.jdbc(), url.database(), url.user(), guess);

                assertThrows(SQLException.class, () -> Connections.open(stranger).close());
            }
        }
    }

    @Test
    void its_secrets_are_for_their_owner_alone() throws Exception {
        Path home = dataDir.toRealPath().resolve("postgres");
        try (var database = start()) {
            assertEquals(database.url().password(), Files.readString(home.resolve("password")));
            assertEquals("rw-------", mode(home.resolve("password")));
            assertEquals("rw-------", mode(home.resolve("url")));
            assertEquals("rwx------", mode(home));
        }
        assertFalse(Files.exists(home.resolve("url")), "it leads nowhere now");
    }

    @Test
    void what_is_written_is_there_after_the_end_and_after_kill_9() throws Exception {
        try (var database = start()) {
            execute(database, "create table kept as select 1 as number");
        }
        var killed = start();
        execute(killed, "insert into kept values (2)");
        var server = server();
        var all = Stream.concat(Stream.of(server), server.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);

        try (var database = start();
                var connection = Connections.open(database.url())) {
            assertEquals("3", Ask.text(connection, "select sum(number) from kept"));
        }
    }

    @Test
    void a_server_left_running_by_a_killed_run_is_stopped_and_replaced() throws Exception {
        var left = start();
        var leftServer = server();
        execute(left, "create table left_behind as select 1 as number");

        try (var database = start();
                var connection = Connections.open(database.url())) {
            leftServer.onExit().get(10, TimeUnit.SECONDS);
            assertEquals("1", Ask.text(connection, "select number from left_behind"));
        }
    }

    @Test
    void children_of_a_killed_server_are_waited_for() throws Exception {
        var killed = start();
        try (var _ = Connections.open(killed.url())) {
            server().destroyForcibly();

            try (var database = start();
                    var connection = Connections.open(database.url())) {
                assertTrue(Ask.isTrue(connection, "select true"));
            }
        }
    }

    @Test
    void a_number_that_went_to_another_program_is_not_mistaken_for_the_server() throws Exception {
        start().close();
        Path pidFile = dataDir.toRealPath().resolve("postgres/data/postmaster.pid");
        Files.writeString(pidFile, ProcessHandle.current().pid() + "\n/elsewhere\n0\n1\n\n\n");

        try (var database = start();
                var connection = Connections.open(database.url())) {
            assertTrue(Ask.isTrue(connection, "select true"));
        }
    }

    private static EmbeddedDatabase start() throws IOException {
        return EmbeddedDatabase.start(dataDir.toRealPath());
    }

    private static ProcessHandle server() throws IOException {
        Path pidFile = dataDir.toRealPath().resolve("postgres/data/postmaster.pid");
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst());
        return ProcessHandle.of(pid).orElseThrow();
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = Connections.open(database.url());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
