package minutebook.queries;

import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbRow;
import io.helidon.dbclient.jdbc.JdbcClientBuilder;
import io.helidon.dbclient.jdbc.JdbcConnectionPool;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The database as queries see it: DbClient over the connections of a pool that others use too, and
 * short ways to read its rows.
 */
public final class ReadDatabase {
    private ReadDatabase() {}

    /** A client that borrows its connections from {@code source}, and never closes that. */
    public static DbClient client(DataSource source) {
        return JdbcClientBuilder.create().connectionPool(new Borrowed(source)).build();
    }

    public static long number(DbRow row, String column) {
        return row.column(column).get(Number.class).longValue();
    }

    public static String text(DbRow row, String column) {
        return row.column(column).get(String.class);
    }

    public static boolean isNull(DbRow row, String column) {
        // Not asOptional(), which fails on a null in this version.
        return row.column(column).get(Object.class) == null;
    }

    public static @Nullable String textOrNull(DbRow row, String column) {
        return isNull(row, column) ? null : text(row, column);
    }

    private record Borrowed(DataSource source) implements JdbcConnectionPool {
        @Override
        public Connection connection() {
            try {
                return source.getConnection();
            } catch (SQLException away) {
                throw new DatabaseAway(away);
            }
        }

        @Override
        public String dbType() {
            return "postgresql";
        }
    }
}
