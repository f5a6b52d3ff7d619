package minutebook.queries;

import java.sql.SQLException;

/** The database did not answer a query, which may succeed later. */
public final class DatabaseAway extends RuntimeException {
    public DatabaseAway(SQLException cause) {
        super("The database does not answer", cause);
    }
}
