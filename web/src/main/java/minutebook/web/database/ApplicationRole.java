package minutebook.web.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import minutebook.web.start.CannotStart;

/**
 * The lesser role that the server works as, {@code minutebook_app}: whether the URL's user can make
 * it, or has it.
 */
final class ApplicationRole {

    /** Of all nodes and databases of one PostgreSQL: roles are common to them. */
    static final String NAME = "minutebook_app";

    /** May the user take the role, or at least make it so? Version 16 separated the two. */
    private static final String QUESTION =
            """
            select me.rolsuper
                   or case when app.oid is null then me.rolcreaterole
                      when current_setting('server_version_num')::int >= 160000
                      then pg_has_role(app.oid, 'set')
                           or pg_has_role(app.oid, 'usage with admin option')
                      else pg_has_role(app.oid, 'member') or me.rolcreaterole end
              from pg_roles me left join pg_roles app on app.rolname = 'minutebook_app'
             where me.rolname = current_user
            """;

    private ApplicationRole() {}

    /**
     * Asks before the first migration, which makes the role.
     *
     * @throws CannotStart with the SQL that somebody with more rights must run
     */
    static void mustBeMakable(Connection connection) throws SQLException {
        if (!Ask.isTrue(connection, QUESTION)) {
            throw new CannotStart(remedy(connection));
        }
    }

    /**
     * Asks after the migrations: a database restored elsewhere says that it has the role, but roles
     * are no part of a database.
     */
    static void mustBeOurs(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set role " + NAME);
            statement.execute("reset role");
        } catch (SQLException problem) {
            throw new CannotStart(remedy(connection), problem);
        }
    }

    private static String remedy(Connection connection) throws SQLException {
        String user = Ask.text(connection, "select quote_ident(current_user)");
        return "The user of DATABASE_URL may not make the role %1$s: let a superuser run \"create role %1$s nologin; grant %1$s to %2$s;\" (only the grant where the role is there), then start again."
                .formatted(NAME, user);
    }
}
