package minutebook.web.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * How far a copy of the database is: the book, and each read model, by name.
 *
 * @param isCopy whether it is one, and still follows; a database that was promoted is none
 */
record Progress(boolean isCopy, String epoch, Map<String, Long> positions) {

    /** What the book is called among the positions. */
    static final String BOOK = "book";

    private static final String LOOK =
            """
            select 'book', position, epoch, pg_is_in_recovery() from book.head
            union all select projector, position, '', true from queries.checkpoint
            union all select projector, position, '', true from vault.checkpoint
            """;

    Progress {
        positions = Map.copyOf(positions);
    }

    /** Looks at it. Blocks for a short query. */
    static Progress of(Connection connection) throws SQLException {
        Map<String, Long> positions = new HashMap<>();
        boolean copy = false;
        String epoch = "";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LOOK)) {
            while (rows.next()) {
                positions.put(rows.getString(1), rows.getLong(2));
                if (rows.getString(1).equals(BOOK)) {
                    epoch = rows.getString(3);
                    copy = rows.getBoolean(4);
                }
            }
        }
        return new Progress(copy, epoch, positions);
    }

    /** Whether all that is needed can be seen there. */
    boolean covers(Map<String, Long> needed) {
        return isCopy
                && needed.entrySet().stream()
                        .allMatch(it -> positions.getOrDefault(it.getKey(), -1L) >= it.getValue());
    }

    long book() {
        return positions.getOrDefault(BOOK, 0L);
    }
}
