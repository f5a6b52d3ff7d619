package minutebook.queries.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import minutebook.queries.Projector;
import minutebook.queries.Sql;

/** How far the tables in use are. */
final class Positions {
    private static final String SELECT =
            "select position from queries.checkpoint where projector = ?";

    private Positions() {}

    /** 0: nothing is in them. */
    static long of(Connection connection, Projector projector) throws SQLException {
        return read(connection, SELECT, projector);
    }

    /** The same, and it stays so until the end of the transaction. */
    static long hold(Connection connection, Projector projector) throws SQLException {
        return read(connection, SELECT + " for update", projector);
    }

    private static long read(Connection connection, String sql, Projector projector)
            throws SQLException {
        List<Long> found = Sql.list(connection, sql, row -> row.getLong(1), projector.name());
        return found.isEmpty() ? 0 : found.getFirst();
    }
}
