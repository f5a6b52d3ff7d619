package minutebook.queries.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import minutebook.queries.Sql;

/**
 * What a killed {@link Rebuild} or {@link Comparison} left in the database: a schema with texts of
 * people who may be erased later on, of which no read model knows.
 */
public final class Leftovers {

    private Leftovers() {}

    /**
     * Drops it; whatever is under way is let be. Blocks for some milliseconds, and for half a
     * second for each that somebody reads.
     *
     * @param connection of the server's role or the owner's
     * @return the schemas that are still there, because they are in use
     */
    public static List<String> drop(Connection connection) throws SQLException {
        return Sql.list(
                connection, "select * from vault.drop_leftovers()", row -> row.getString(1));
    }
}
