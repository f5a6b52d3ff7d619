package minutebook.web.database;

import static minutebook.web.database.AnalystAccess.COMMENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {

    // One folder for all tests: making it takes seconds, and it must bear being used again anyway.
    @TempDir static Path dataDir;

    /** sched(7). */
    private static final int IDLE_POLICY = 5;

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
                    "host all 127.0.0.1 scram-sha-256, host replication 127.0.0.1 scram-sha-256",
                    Ask.text(
                            connection,
                            "select string_agg(concat_ws(' ', type, array_to_string(database, ','), address, auth_method), ', ' order by line_number) from pg_hba_file_rules"));
        }
    }

    @Test
    void our_own_password_costs_one_round_and_others_as_many_as_ever() throws Exception {
        try (var database = start();
                var connection = Connections.open(database.url())) {
            assertEquals(
                    "SCRAM-SHA-256$1:",
                    Ask.text(
                            connection,
                            "select left(rolpassword, 16) from pg_authid where rolname = current_user"));
            assertEquals("4096", Ask.text(connection, "show scram_iterations"));
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
    void killed_with_all_its_processes_it_is_started_again_at_the_same_place() throws Exception {
        try (var database = start().keptUp()) {
            execute(database, "create table kept_through as select 1 as number");
            for (int i = 0; i < 2; i++) {
                var server = server();
                var all = Stream.concat(Stream.of(server), server.descendants()).toList();
                all.forEach(ProcessHandle::destroyForcibly);
                server.onExit().get(10, TimeUnit.SECONDS);

                assertEquals("1", awaitAnswer(database, "select number from kept_through"));
            }
        }
        assertTrue(
                ProcessHandle.allProcesses()
                        .noneMatch(
                                it ->
                                        it.info()
                                                .command()
                                                .filter(path -> path.startsWith(dataDir.toString()))
                                                .isPresent()));
    }

    private static String awaitAnswer(EmbeddedDatabase database, String question) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try (var connection = Connections.open(database.url())) {
                return Ask.text(connection, question);
            } catch (SQLException notYet) {
                assertTrue(System.nanoTime() < until, "it does not come back: " + notYet);
                TimeUnit.MILLISECONDS.sleep(50);
            }
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

    @Test
    void rebuilds_and_long_questions_of_analysts_let_all_others_go_first() throws Exception {
        try (var database = start()) {
            execute(database, "create role curious login password 'to know'");
            execute(database, "comment on role curious is '%stest'".formatted(COMMENT));
            var url = database.url();
            var curious = new DatabaseUrl(url.jdbc(), url.database(), "curious", "to know");
            try (var rebuild = Connections.open(url.forRebuild());
                    var server = Connections.open(url);
                    var analyst = Connections.open(curious)) {
                long rebuilding = process(rebuild);
                long asking = process(analyst);

                awaitIdlePolicy(rebuilding, analyst, "select 'a short question'");
                assertNotEquals(IDLE_POLICY, policy(asking), "it asked for little");
                awaitIdlePolicy(asking, analyst, "select pg_sleep(2.5)");

                assertNotEquals(IDLE_POLICY, policy(process(server)));
            }
        }
    }

    private static long process(Connection connection) throws SQLException {
        return Long.parseLong(Ask.text(connection, "select pg_backend_pid()"));
    }

    private static void awaitIdlePolicy(long process, Connection analyst, String question)
            throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (policy(process) != IDLE_POLICY) {
            assertTrue(System.nanoTime() < until, "it does not give way");
            Ask.text(analyst, question);
        }
    }

    /** proc(5), field 41, of which the first 2 end with the last parenthesis. */
    private static int policy(long process) throws IOException {
        String all = Files.readString(Path.of("/proc/%d/stat".formatted(process)));
        return Integer.parseInt(all.substring(all.lastIndexOf(')') + 2).split(" ", -1)[41 - 3]);
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
