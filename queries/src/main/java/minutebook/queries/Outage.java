package minutebook.queries;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;

/** Tells a database that is away or short of something, for now, from a mistake. */
final class Outage {

    /**
     * Classes of SQLSTATE: connection, rolled back for the sake of others, short of resources, an
     * operator's doing, the system's own failure.
     */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57", "58");

    private static final String READ_ONLY = "25006";

    /** The node, or the way between, stood still in a transaction, and the server ended it. */
    private static final String IDLE_IN_TRANSACTION = "25P03";

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private Outage() {}

    /** Whether the same may well succeed a little later. */
    static boolean isPassing(SQLException failure) {
        if (failure instanceof SQLTransientException) {
            return true;
        }
        String state = failure.getSQLState();
        if (state == null || state.length() != 5) {
            return false;
        }
        return PASSING.contains(state.substring(0, 2))
                || state.equals(READ_ONLY)
                || state.equals(IDLE_IN_TRANSACTION)
                || state.equals(LOCK_NOT_AVAILABLE);
    }
}
