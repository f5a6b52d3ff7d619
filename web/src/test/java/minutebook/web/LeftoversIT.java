package minutebook.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import minutebook.events.book.PostgresBook;
import minutebook.events.vault.SubjectKeys;
import minutebook.web.database.Scrub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Copies of the read models that an erasure does not reach. */
class LeftoversIT {
    private static final String OF_GWENDOLYN =
            "select count(*) from \"then\".person where username like 'gwendolyn%'";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void what_a_killed_one_left_is_dropped_and_what_the_operator_made_is_named() throws Exception {
        TestUser gone = server.register("gwendolyn");
        long before = Long.parseLong(one("select max(position) from book.event"));
        past(0, "early");
        past(before, "then");
        leave("rebuilding_users");
        leave("comparing_users");
        leave("comparing_notes");
        sql("create table comparing_notes.mine (id int)");
        try (Connection underWay = server.database().getConnection();
                var statement = underWay.createStatement()) {
            statement.execute("select pg_advisory_lock(hashtextextended('rebuilding_users', 0))");
            assertEquals(200, gone.delete("/api/v1/users/me", null).status());

            assertEquals("comparing_notes,rebuilding_users", copies());
            String left = scrub().toString();
            assertTrue(left.contains("in the schema rebuilding_users is in use"), left);
            // PostgreSQL may see only a moment later that a connection is closed.
            statement.execute("select pg_advisory_unlock_all()");
        }
        server.again().close();
        assertEquals("comparing_notes", copies());
        leave("rebuilding_users");

        List<String> named = stale();
        assertEquals("comparing_notes", copies());
        assertEquals(1, named.size(), named.toString());
        assertTrue(
                named.getFirst().startsWith("The schema then still holds texts"), named.getFirst());
        assertEquals("1", one(OF_GWENDOLYN));
        past(before, "then");
        assertEquals("0", one(OF_GWENDOLYN));
        assertEquals(List.of(), stale());
    }

    /** As in a process of its own, which has no key in memory. */
    private static void past(long position, String schema) throws SQLException {
        var database = server.database();
        var nowhere = new PrintStream(OutputStream.nullOutputStream());
        try (var book =
                new PostgresBook(database, database::getConnection, new SubjectKeys(database))) {
            new OperatorModels(database::getConnection, book::read, book::head, nowhere, nowhere)
                    .past(position, schema);
        }
    }

    private static void leave(String schema) throws SQLException {
        sql(
                "create schema %1$s; create table %1$s.person as table queries.person"
                        .formatted(schema));
    }

    private static String copies() throws SQLException {
        return one(
                "select string_agg(nspname, ',' order by nspname) from pg_namespace where nspname ~ '^(rebuilding|replaced|comparing)_'");
    }

    /** What scrub names of schemas that are older than an erasure. */
    private static List<String> stale() throws SQLException {
        return scrub().stream().filter(it -> it.contains("texts from before")).toList();
    }

    private static List<String> scrub() throws SQLException {
        var database = (PGSimpleDataSource) server.database();
        return new Scrub(TestServer.url(database), false, _ -> {}).run();
    }

    private static String one(String sql) throws SQLException {
        try (Connection connection = server.database().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void sql(String sql) throws SQLException {
        try (Connection connection = server.database().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
