package minutebook.web.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import minutebook.web.start.CannotStart;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the database to what this version needs. Four sides, each with a history of its own inside
 * its own schema: the book, which is never dropped; the read models, which may be (after {@code
 * drop schema queries cascade} they are made anew); who is where at this moment; and mails, which
 * are never made anew.
 */
public final class Migrations {

    static final List<String> SIDES = List.of("book", "queries", "live", "mail");

    /** Any number, the same on all nodes. */
    private static final long LOCK = 0x6d696e757465L;

    private Migrations() {}

    /**
     * Applies what has not been applied yet, as the URL's user; with nothing to do it takes some
     * milliseconds ({@link Settled}). A second node that comes at the same time waits for the
     * first.
     *
     * @throws CannotStart if the database cannot be reached, cannot be trusted with data, or a
     *     migration fails; that one is then undone
     */
    public static void apply(DatabaseUrl url) {
        try (Connection connection = Connections.open(url)) {
            Durability.mustHold(connection);
            // Flyway has a lock, but takes it only once schema and history are there.
            lock(connection);
            ApplicationRole.mustBeMakable(connection);
            var settled = new Settled(connection, SIDES);
            if (!settled.isSo()) {
                for (String side : SIDES) {
                    migrate(side, Connections.asOwner(url));
                }
                settled.note();
            }
            ApplicationRole.mustBeOurs(connection);
        } catch (SQLException problem) {
            throw Unreachable.because(url, problem);
        }
    }

    private static void migrate(String side, DataSource source) {
        try {
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/migration/" + side)
                    .defaultSchema(side)
                    .createSchemas(true)
                    .validateMigrationNaming(true)
                    .cleanDisabled(true)
                    .load()
                    .migrate();
        } catch (FlywayException problem) {
            throw new CannotStart(
                    "The migrations of '%s' failed: %s"
                            .formatted(
                                    side,
                                    String.valueOf(problem.getMessage()).replaceAll("\\s+", " ")),
                    problem);
        }
    }

    private static void lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Of the session: it ends with the connection, however that ends.
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
        }
    }
}
