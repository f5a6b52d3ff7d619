package minutebook.queries.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import minutebook.queries.Sql;

/**
 * Says that a schema is being filled: another one must not begin, and {@link Leftovers} must not
 * drop it. It goes with the connection, however that ends.
 */
final class SchemaLock {

    private SchemaLock() {}

    /** False: somebody else has it. Does not wait. */
    static boolean tryTake(Connection connection, String schema) throws SQLException {
        return Sql.list(
                        connection,
                        "select pg_try_advisory_lock(hashtextextended(?, 0))",
                        row -> row.getBoolean(1),
                        schema)
                .getFirst();
    }

    static void release(Connection connection, String schema) throws SQLException {
        Sql.list(
                connection,
                "select pg_advisory_unlock(hashtextextended(?, 0))",
                row -> row.getBoolean(1),
                schema);
    }
}
