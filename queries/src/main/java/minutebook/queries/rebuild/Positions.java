package minutebook.queries.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import minutebook.queries.Projector;
import minutebook.queries.Sql;

/** How far the tables in use are. */
final class Positions {
    private Positions() {}

    /** 0: nothing is in them. */
    static long of(Connection connection, Projector projector) throws SQLException {
        List<Long> found =
                Sql.list(
                        connection,
                        "select position from queries.checkpoint where projector = ?",
                        row -> row.getLong(1),
                        projector.name());
        return found.isEmpty() ? 0 : found.getFirst();
    }
}
