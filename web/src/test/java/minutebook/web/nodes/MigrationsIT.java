package minutebook.web.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import minutebook.web.TestUser;
import minutebook.web.cluster.Node;
import minutebook.web.cluster.PostgresServer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Of nodes that start at once, one migrates the database, and the others wait for it. */
class MigrationsIT {
    /** What each side was at before; all of them have been migrated since. */
    private static final Map<String, String> OLDER =
            new TreeMap<>(Map.of("book", "040", "queries", "021"));

    @TempDir static Path folder;
    private static PostgresServer postgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = PostgresServer.start(Files.createDirectories(folder.resolve("postgres")));
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @Test
    void of_two_on_an_empty_database_one_makes_it() throws Exception {
        execute("create database empty");
        assertBothStart("empty");
    }

    @Test
    void of_two_on_an_older_schema_one_brings_it_up_to_date() throws Exception {
        String database = "older";
        execute("create database " + database);
        OLDER.forEach(
                (side, version) ->
                        Flyway.configure()
                                .dataSource(source(database))
                                .locations("classpath:db/migration/" + side)
                                .defaultSchema(side)
                                .target(version)
                                .load()
                                .migrate());
        assertBothStart(database);
    }

    private static void assertBothStart(String database) throws Exception {
        String url = postgres.url().replaceFirst("/[^/]*$", "/" + database);
        try (var a = Node.on(url, folder.resolve(database + "-a"));
                var b = Node.on(url, folder.resolve(database + "-b"))) {
            a.begin();
            b.begin();
            a.awaitReady();
            b.awaitReady();

            TestUser anna = TestUser.register(a.url(), "anna");
            assertEquals(200, anna.at(b.url()).get("/api/v1/users/me").status());
            assertEquals(0, number(database, "select count(*) from (%s) h where not success"));
            assertEquals(
                    0,
                    number(
                            database,
                            "select count(*) - count(distinct (side, version)) from (%s) h"
                                    + " where version is not null"));
        }
    }

    private static long number(String database, String sql) throws SQLException {
        String histories =
                String.join(
                        " union all ",
                        Stream.of("book", "queries", "live", "mail")
                                .map(
                                        it ->
                                                "select '%1$s' as side, version, success from %1$s.flyway_schema_history"
                                                        .formatted(it))
                                .toList());
        try (Connection connection = source(database).getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql.formatted(histories))) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static PGSimpleDataSource source(String database) {
        var source = new PGSimpleDataSource();
        source.setURL(
                postgres.url()
                                .replaceFirst(
                                        "postgres://([^:]*):([^@]*)@(.*)/[^/]*$",
                                        "jdbc:postgresql://$3/")
                        + database);
        source.setUser(postgres.url().replaceFirst("postgres://([^:]*):.*", "$1"));
        source.setPassword(postgres.url().replaceFirst("postgres://[^:]*:([^@]*)@.*", "$1"));
        return source;
    }
}
