package minutebook.web.database;

import java.sql.Connection;
import java.sql.SQLException;
import minutebook.events.sql.Connecting;
import org.postgresql.ds.PGSimpleDataSource;

/** Real connections, as long as the pulse is felt: whoever comes meanwhile is refused at once. */
@SuppressWarnings("serial") // Never written anywhere.
class WatchedPostgres extends PGSimpleDataSource implements Connecting {

    /** A slow network takes some seconds for all that is said before the first question. */
    private static final int LOGIN_SECONDS_MAX = 10;

    private final transient Pulse pulse;

    WatchedPostgres(Pulse pulse) {
        this.pulse = pulse;
        super.setLoginTimeout(LOGIN_SECONDS_MAX);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        pulse.mustBeThere();
        return pulse.opened(super.getConnection(user, password));
    }

    @Override
    public Connection connect() throws SQLException {
        return getConnection();
    }

    @Override
    public boolean isAway() {
        return pulse.isAway();
    }

    /** A pool would have it as short as its users' patience, and never come to a slow database. */
    @Override
    public void setLoginTimeout(int seconds) {}
}
