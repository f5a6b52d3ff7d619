package minutebook.events.book;

import java.sql.SQLException;

/** What an error of PostgreSQL means for an append (its manual, appendix A). */
final class SqlStates {
    private SqlStates() {}

    /**
     * Class 08, or the server is going down or coming up (57P01-57P03), or it ended a transaction
     * in which nothing was said for too long (25P03), and the connection with it.
     */
    static boolean connectionBroke(SQLException e) {
        String state = state(e);
        return state.startsWith("08") || state.startsWith("57P0") || state.equals("25P03");
    }

    /**
     * The same append may succeed later: out of disk, memory or connections (53), the system's own
     * failure (58), lock not available (55P03), cancelled by a timeout (57014), transaction rolled
     * back (40), read-only (25006), or the book was tampered with, which may be undone ({@link
     * BookDamaged}).
     */
    static boolean databaseCannotNow(SQLException e) {
        String state = state(e);
        return state.startsWith("53")
                || state.startsWith("58")
                || state.startsWith("40")
                || state.equals("55P03")
                || state.equals("57014")
                || state.equals("25006")
                || state.equals(BookDamaged.STATE);
    }

    private static String state(SQLException e) {
        String state = e.getSQLState();
        // Without one the driver itself failed, in the middle of a protocol exchange.
        return state == null ? "08000" : state;
    }
}
