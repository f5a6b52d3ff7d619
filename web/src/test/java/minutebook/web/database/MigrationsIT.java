package minutebook.web.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import minutebook.web.start.CannotStart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsIT {

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final String TABLES =
            "select coalesce(string_agg(tablename, ',' order by tablename), '') from pg_tables where schemaname = 'queries'";

    @TempDir static Path dataDir;

    private static EmbeddedDatabase server;

    private DatabaseUrl url;

    @BeforeAll
    static void startServer() throws IOException {
        server = EmbeddedDatabase.start(dataDir.toRealPath());
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void makeDatabase() throws SQLException {
        String name = "test_" + NAMES.incrementAndGet();
        execute(server.url(), "create database " + name);
        url = at(name, server.url().user(), server.url().password());
    }

    @Test
    void the_server_works_as_a_role_that_it_cannot_step_out_of_by_resetting() throws Exception {
        Migrations.apply(url);

        try (var database = Database.connect(url)) {
            for (Connection connection :
                    new Connection[] {
                        database.application().getConnection(),
                        database.outsidePool().getConnection()
                    }) {
                try (connection;
                        var statement = connection.createStatement()) {
                    assertEquals(
                            "minutebook_app", Ask.text(connection, "select current_user::text"));
                    statement.execute("reset role");
                    assertEquals(
                            "minutebook_app", Ask.text(connection, "select current_user::text"));
                    assertEquals("10s", Ask.text(connection, "show statement_timeout"));
                    assertThrows(
                            SQLException.class, () -> statement.execute("create schema sneaky"));
                }
            }
            assertTrue(database.isReady());
        }
    }

    @Test
    void read_models_that_were_dropped_are_made_anew() throws Exception {
        Migrations.apply(url);
        String before = ask(TABLES);

        execute(url, "drop schema queries cascade");
        Migrations.apply(url);

        assertTrue(before.contains("flyway_schema_history"));
        assertEquals(before, ask(TABLES));
    }

    @Test
    void what_was_compared_is_not_compared_again_until_it_changes() throws Exception {
        Migrations.apply(url);
        assertTrue(isSettled());

        execute(url, "update book.flyway_schema_history set checksum = 1 where version = '002'");

        assertFalse(isSettled());
        CannotStart problem = assertThrows(CannotStart.class, () -> Migrations.apply(url));
        assertTrue(problem.line().contains("checksum"), problem.line());
        assertFalse(isSettled());
    }

    @Test
    void another_set_of_migrations_is_compared() throws Exception {
        Migrations.apply(url);

        execute(
                url,
                "comment on table mail.flyway_schema_history is '00000000 of another version'");

        assertFalse(isSettled());
        Migrations.apply(url);
        assertTrue(isSettled());
    }

    private boolean isSettled() throws SQLException {
        try (var connection = Connections.open(url)) {
            return new Settled(connection, Migrations.SIDES).isSo();
        }
    }

    @Test
    void nodes_that_start_at_once_migrate_one_after_the_other() throws Exception {
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            var starts =
                    IntStream.range(0, 3)
                            .mapToObj(_ -> nodes.submit(() -> Migrations.apply(url)))
                            .toList();
            for (Future<?> start : starts) {
                start.get();
            }
        }

        assertEquals(
                "1", ask("select count(*) from book.flyway_schema_history where version = '001'"));
    }

    @Test
    void a_user_with_few_rights_is_told_what_somebody_else_must_run() throws Exception {
        execute(server.url(), "drop role if exists minutebook_app");
        execute(server.url(), "create role clerk login password 'c'");
        execute(server.url(), "alter database %s owner to clerk".formatted(url.database()));
        var clerk = at(url.database(), "clerk", "c");

        var problem = assertThrows(CannotStart.class, () -> Migrations.apply(clerk));

        String remedy = "create role minutebook_app nologin; grant minutebook_app to clerk;";
        assertTrue(problem.line().contains(remedy), problem.line());
        execute(server.url(), remedy);
        Migrations.apply(clerk);
        try (var database = Database.connect(clerk)) {
            assertTrue(database.isReady());
        }
    }

    @Test
    void a_user_who_may_make_roles_needs_nobody_else() throws Exception {
        execute(server.url(), "create role maker createrole login password 'm'");
        execute(server.url(), "alter database %s owner to maker".formatted(url.database()));
        execute(
                server.url(),
                "do $$ begin create role minutebook_app; exception when duplicate_object then null; end $$");
        execute(server.url(), "grant minutebook_app to maker with admin option, set false");
        var maker = at(url.database(), "maker", "m");

        Migrations.apply(maker);

        try (var database = Database.connect(maker)) {
            assertTrue(database.isReady());
        }
    }

    @Test
    void a_database_that_would_lose_commits_is_refused() throws Exception {
        Migrations.apply(url);
        execute(url, "alter database %s set synchronous_commit = off".formatted(url.database()));

        var problem = assertThrows(CannotStart.class, () -> Migrations.apply(url));

        assertTrue(problem.line().contains("synchronous_commit = off"));
        assertThrows(CannotStart.class, () -> Database.connect(url));
    }

    @Test
    void what_keeps_us_out_is_told_in_one_line_without_the_password() {
        var wrong = at(url.database(), url.user(), "geheim");
        var nowhere = at("nowhere", url.user(), url.password());

        var refused = assertThrows(CannotStart.class, () -> Migrations.apply(wrong)).line();
        var missing = assertThrows(CannotStart.class, () -> Migrations.apply(nowhere)).line();

        assertTrue(refused.contains("which refuses this user or password"), refused);
        assertFalse(refused.contains("geheim"));
        assertTrue(missing.contains("which has no database of this name"), missing);
    }

    private static DatabaseUrl at(String database, String user, String password) {
        String jdbc = server.url().jdbc().replaceFirst("[^/]*$", database);
        return new DatabaseUrl(jdbc, database, user, password);
    }

    private String ask(String sql) throws SQLException {
        try (var connection = Connections.open(url)) {
            return Ask.text(connection, sql);
        }
    }

    private static void execute(DatabaseUrl url, String sql) throws SQLException {
        try (var connection = Connections.open(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
