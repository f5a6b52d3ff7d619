package minutebook.events.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections beside the pool, for those who keep one for long. The caller closes it. */
@FunctionalInterface
public interface Connecting {
    Connection connect() throws SQLException;

    /** Whether it is known that it would be in vain now. Never blocks. */
    default boolean isAway() {
        return false;
    }
}
