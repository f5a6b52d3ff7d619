package minutebook.web.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import minutebook.web.database.AnalystAccess.Login;
import minutebook.web.start.CannotStart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logged in as an analyst, on the embedded PostgreSQL as it is delivered. */
class AnalystAccessIT {
    private static final String DENIED = "42501";
    private static final String WRONG_PASSWORD = "28P01";
    private static final String CANCELLED = "57014";

    @TempDir static Path dataDir;

    private static EmbeddedDatabase server;
    private static AnalystAccess access;
    private static Login dana;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedDatabase.start(dataDir.toRealPath());
        Migrations.apply(server.url());
        access = new AnalystAccess(server.url(), true);
        dana = access.open("dana");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void an_analyst_reads_every_view_within_limits() throws Exception {
        assertEquals(List.of(), dana.notes());
        try (Connection connection = login(dana.password())) {
            String views =
                    Ask.text(
                            connection,
                            "select string_agg(viewname, ' ') from pg_views"
                                    + " where schemaname = 'analytics'");
            for (String view : Pattern.compile(" ").splitAsStream(views).toList()) {
                Ask.text(connection, "select count(*) from analytics." + view);
            }
            assertEquals("0", Ask.text(connection, "select count(*) from people_v1"));
            Map.of(
                            "default_transaction_read_only", "on",
                            "statement_timeout", "1min",
                            "lock_timeout", "2s",
                            "idle_in_transaction_session_timeout", "1min",
                            "idle_session_timeout", "1h",
                            "max_parallel_workers_per_gather", "0",
                            "work_mem", "32MB",
                            "temp_file_limit", "1GB")
                    .forEach((setting, value) -> assertSetting(connection, setting, value));
            assertFails(connection, DENIED, "set temp_file_limit = '9GB'");
        }
    }

    @Test
    void an_analyst_can_do_nothing_else() throws Exception {
        try (Connection connection = login(dana.password())) {
            // Settings are anybody's own: what is forbidden must be so without this one.
            run(connection, "set default_transaction_read_only = off");
            for (String forbidden :
                    List.of(
                            "select * from book.event",
                            "select * from vault.subject_key",
                            "select * from queries.person",
                            "select * from queries.analytics_person",
                            "select * from mail.outbox",
                            "select * from live.presence",
                            "select * from pg_authid",
                            "select * from pg_shadow",
                            "insert into analytics.people_v1 values (1)",
                            "delete from analytics.people_v1",
                            "create table mine (a int)",
                            "create table analytics.mine (a int)",
                            "create temporary table mine (a int)",
                            "create schema mine",
                            "create or replace view analytics.people_v1 as select 1",
                            "create extension dblink",
                            "create role other",
                            "alter role dana superuser",
                            "set role minutebook_app",
                            "set role minutebook",
                            "set session authorization minutebook",
                            "copy analytics.people_v1 to program 'cat'",
                            "copy analytics.people_v1 to '/tmp/mine'",
                            "select pg_read_file('PG_VERSION')",
                            "select pg_ls_dir('.')",
                            "select pg_reload_conf()",
                            "select pg_stat_reset()",
                            "select lo_create(0)",
                            "select lo_from_bytea(0, 'a')",
                            "select pg_advisory_lock(1)",
                            "select pg_try_advisory_lock(1)",
                            "select pg_notify('book', '1')",
                            "select pg_logical_emit_message(false, 'a', 'b')",
                            "do $$ begin perform 1 from book.event; end $$",
                            "select query_to_xml('select * from book.event', true, true, '')",
                            "explain analyze select * from vault.credential")) {
                assertFails(connection, DENIED, forbidden);
            }
        }
        for (String other : List.of("postgres", "template1")) {
            assertEquals(
                    DENIED,
                    assertThrows(SQLException.class, () -> login(other, dana.password()))
                            .getSQLState());
        }
    }

    @Test
    void a_long_statement_is_ended_and_only_the_password_lets_in() throws Exception {
        try (Connection connection = login(dana.password())) {
            run(connection, "set statement_timeout = '50ms'");
            assertFails(connection, CANCELLED, "select pg_sleep(5)");
        }
        for (String wrong : List.of("", "dana", dana.password() + "a")) {
            assertThrows(SQLException.class, () -> login(wrong));
        }
    }

    @Test
    void views_that_are_made_anew_are_read_too() throws Exception {
        try (Connection owner = Connections.open(server.url())) {
            run(owner, "drop schema queries cascade");
        }
        Migrations.apply(server.url());

        try (Connection connection = login(dana.password())) {
            assertEquals("0", Ask.text(connection, "select count(*) from analytics.messages_v1"));
        }
    }

    @Test
    void a_renewed_password_ends_the_old_one_and_revoking_ends_it_all() throws Exception {
        Login emil = access.open("emil");
        try (Connection open = login("minutebook", emil)) {
            Login renewed = access.renew("emil");
            assertThrows(SQLException.class, () -> Ask.text(open, "select 1"));
            var wrong = assertThrows(SQLException.class, () -> login("minutebook", emil));
            assertEquals(WRONG_PASSWORD, wrong.getSQLState());
            login("minutebook", renewed).close();
        }
        assertLine("emil can read already", () -> access.open("emil"));

        access.revoke("emil");
        assertLine("There is no analyst 'emil'.", () -> access.renew("emil"));
        assertLine("There is no analyst 'emil'.", () -> access.revoke("emil"));
        try (Connection owner = Connections.open(server.url())) {
            run(owner, "create role somebody");
        }
        assertLine(
                "The role 'somebody' is there for something else", () -> access.open("somebody"));
        String superuser = server.url().user();
        List<Runnable> all =
                List.of(
                        () -> access.open(superuser),
                        () -> access.renew(superuser),
                        () -> access.revoke(superuser));
        for (Runnable each : all) {
            assertLine("The role '%s' is a superuser".formatted(superuser), each);
        }
    }

    private static void assertLine(String beginning, Runnable work) {
        String line = assertThrows(CannotStart.class, work::run).line();
        assertTrue(line.startsWith(beginning), line);
    }

    private static void assertSetting(Connection connection, String setting, String value) {
        try {
            assertEquals(value, Ask.text(connection, "show " + setting), setting);
        } catch (SQLException unexpected) {
            throw new AssertionError(setting, unexpected);
        }
    }

    private static void assertFails(Connection connection, String state, String sql) {
        var refused = assertThrows(SQLException.class, () -> run(connection, sql), sql);
        assertEquals(state, refused.getSQLState(), sql + ": " + refused.getMessage());
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection login(String password) throws SQLException {
        return login("minutebook", password);
    }

    private static Connection login(String database, String password) throws SQLException {
        return login(database, new Login("dana", password, List.of()));
    }

    private static Connection login(String database, Login login) throws SQLException {
        String jdbc = server.url().jdbc().replaceFirst("/[^/]*$", "/" + database);
        return Connections.open(new DatabaseUrl(jdbc, database, login.name(), login.password()));
    }
}
