package minutebook.web.database;

import java.sql.Connection;
import java.sql.SQLException;
import minutebook.web.start.CannotStart;

/** Refuses a database that would lose what it has acknowledged, or is too old. */
final class Durability {

    private static final int VERSION_MIN = 15;

    private Durability() {}

    /**
     * Looks at the settings of this very session, which may be set for a user or a database alone.
     *
     * @throws CannotStart naming what is off
     */
    static void mustHold(Connection connection) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < VERSION_MIN) {
            throw new CannotStart(
                    "DATABASE_URL leads to PostgreSQL %d, but must lead to %d or newer."
                            .formatted(version, VERSION_MIN));
        }
        mustBeOn(connection, "fsync");
        mustBeOn(connection, "synchronous_commit");
        mustBeOn(connection, "full_page_writes");
    }

    private static void mustBeOn(Connection connection, String setting) throws SQLException {
        // synchronous_commit has more values; of these, all but off wait for the own disk.
        if (Ask.text(connection, "show " + setting).equals("off")) {
            throw new CannotStart(
                    "The database has %s = off, but must have it on: it would lose what it has acknowledged."
                            .formatted(setting));
        }
    }
}
