package minutebook.queries.analytics;

import java.sql.SQLException;
import minutebook.queries.Transaction;

/**
 * The facts of one kind that follow from one batch: gathered in memory, event by event, and written
 * at its end, with a statement or two however many they are.
 */
interface Facts {
    /** Writes what was gathered; nothing, if that is nothing. */
    void write(Transaction transaction) throws SQLException;
}
