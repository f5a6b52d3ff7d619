package minutebook.web.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import minutebook.events.TestPostgres;
import minutebook.web.start.CannotStart;
import minutebook.web.start.DataDir;
import minutebook.web.start.Lifetime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator's command, beside a server and without one. */
class OperatorDatabaseIT {

    // One folder for all tests: making its database takes seconds.
    @TempDir static Path dataDir;

    @TempDir Path otherDir;

    private final Lifetime server = new Lifetime();
    private final Lifetime command = new Lifetime();

    @AfterEach
    void end() {
        command.end();
        server.end();
    }

    @Test
    void without_a_server_it_starts_the_embedded_database_and_stops_it_again() throws Exception {
        DatabaseUrl url = reach();

        assertMigrated(url);
        command.end();
        assertFalse(answers(url));
        DataDir.open(dataDir).close();
    }

    @Test
    void beside_a_server_it_goes_to_the_servers_database_and_leaves_it_running() throws Exception {
        DatabaseUrl running = startServer();

        DatabaseUrl url = reach();

        assertEquals(running, url);
        assertMigrated(url);
        command.end();
        assertTrue(answers(running));
    }

    @Test
    void beside_a_server_that_is_starting_it_waits_for_its_database() throws Exception {
        // Left by a run that was killed: it leads nowhere.
        Files.createDirectories(dataDir.resolve("postgres"));
        Files.writeString(
                dataDir.resolve("postgres/url"), "postgres://minutebook:x@127.0.0.1:1/minutebook");
        DataDir held = server.begin(() -> DataDir.open(dataDir));
        var found = CompletableFuture.supplyAsync(this::reach);

        DatabaseUrl running = server.begin(() -> EmbeddedDatabase.start(held.path())).url();

        assertEquals(running, found.get(30, TimeUnit.SECONDS));
    }

    @Test
    void a_server_with_a_database_of_its_own_is_told_of() {
        server.begin(() -> DataDir.open(otherDir));

        var problem =
                assertThrows(
                        CannotStart.class,
                        () ->
                                OperatorDatabase.reach(
                                        Optional.empty(), otherDir, command, Duration.ZERO));

        assertTrue(problem.line().contains("set DATABASE_URL"), problem.line());
    }

    @Test
    void a_database_of_ones_own_is_taken_and_no_folder_is_touched() throws Exception {
        var source = TestPostgres.empty();
        var own =
                new DatabaseUrl(
                        String.valueOf(source.getURL()).replaceFirst("\\?.*", ""),
                        String.valueOf(source.getDatabaseName()),
                        String.valueOf(source.getUser()),
                        String.valueOf(source.getPassword()));
        Path untouched = otherDir.resolve("data");

        assertEquals(own, OperatorDatabase.reach(Optional.of(own), untouched, command));

        assertMigrated(own);
        assertFalse(Files.exists(untouched));
    }

    private DatabaseUrl reach() {
        return OperatorDatabase.reach(Optional.empty(), dataDir, command);
    }

    private DatabaseUrl startServer() {
        DataDir held = server.begin(() -> DataDir.open(dataDir));
        return server.begin(() -> EmbeddedDatabase.start(held.path())).url();
    }

    private static void assertMigrated(DatabaseUrl url) throws Exception {
        try (var connection = Connections.open(url)) {
            assertTrue(Ask.isTrue(connection, "select to_regclass('vault.key') is not null"));
        }
    }

    private static boolean answers(DatabaseUrl url) {
        try {
            Connections.open(url).close();
            return true;
        } catch (SQLException ended) {
            return false;
        }
    }
}
