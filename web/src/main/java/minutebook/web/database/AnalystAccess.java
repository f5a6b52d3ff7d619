package minutebook.web.database;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import minutebook.events.sql.Transactions;
import minutebook.web.start.CannotStart;
import org.postgresql.PGConnection;

/**
 * Logins of PostgreSQL for analysts, each of whom can read the schema {@code analytics} and nothing
 * else. Nothing of Minutebook keeps a password: PostgreSQL has its verifier, which is made here, so
 * that no log of statements ever shows one.
 */
public final class AnalystAccess {
    /** What a name may be, told to who chose another one. */
    public static final String NAMES =
            "a to z, 0 to 9 and _, beginning with a letter, at most 40 in all, and neither pg_…, minutebook… nor postgres";

    /** Not postgres: where it is free, everybody would still take it for the superuser. */
    private static final Pattern NAME =
            Pattern.compile("(?!pg_|minutebook|postgres$)[a-z][a-z0-9_]{0,39}");

    static final String COMMENT = "Analyst of Minutebook in the database ";

    /** The object ids of all roles that were made here, of whatever database. */
    static final String ANALYSTS =
            """
            select objoid from pg_shdescription
            where classoid = 'pg_authid'::regclass and starts_with(description, '%s')
            """
                    .formatted(COMMENT);

    private static final String UNDEFINED_ROLE = "42704";
    private static final int PASSWORD_BYTES = 24;

    private final DatabaseUrl url;
    private final boolean embedded;

    /**
     * A login that was made or renewed.
     *
     * @param password in the clear, which is never to be had again
     * @param notes what could not be shut for it, a sentence each, for the operator
     */
    public record Login(String name, String password, List<String> notes) {
        public Login {
            notes = List.copyOf(notes);
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Login " + name;
        }
    }

    /** {@code embedded}: the whole PostgreSQL is ours, its other databases too. */
    public AnalystAccess(DatabaseUrl url, boolean embedded) {
        this.url = url;
        this.embedded = embedded;
    }

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Makes the login. Throws {@link CannotStart} if it may not, or there is such a role. */
    public Login open(String name) {
        return changing(
                connection -> {
                    if (exists(connection, name)) {
                        mustBeOurs(connection, name);
                        throw new CannotStart(
                                "%s can read already: --renew gives a new password, --revoke ends it."
                                        .formatted(name));
                    }
                    return Transactions.run(connection, it -> make(it, name));
                });
    }

    /** Gives it a new password, and all rights anew; who is logged in with the old one is not. */
    public Login renew(String name) {
        return changing(
                connection -> {
                    mustBeOurs(connection, name);
                    Login login =
                            Transactions.run(
                                    connection,
                                    it -> new Login(name, password(it, name), allow(it, name)));
                    end(connection, name);
                    return login;
                });
    }

    /** Takes the login away, and ends its sessions. */
    public void revoke(String name) {
        changing(
                connection -> {
                    mustBeOurs(connection, name);
                    run(connection, "alter role " + name + " nologin");
                    end(connection, name);
                    return Transactions.run(connection, it -> drop(it, name));
                });
    }

    private Login make(Connection connection, String name) throws SQLException {
        run(connection, "create role " + name + " nologin connection limit 5");
        run(connection, "comment on role " + name + " is '" + ours() + "'");
        List<String> notes = allow(connection, name);
        String password = password(connection, name);
        run(connection, "alter role " + name + " login");
        return new Login(name, password, notes);
    }

    private List<String> allow(Connection connection, String name) throws SQLException {
        for (String statement :
                AnalystRights.granting(name, quoted(url.database()), owner(connection))) {
            run(connection, statement);
        }
        var notes = new ArrayList<String>();
        new AnalystRights(connection, name, quoted(url.database()), embedded).close(notes);
        return notes;
    }

    private boolean drop(Connection connection, String name) throws SQLException {
        for (String statement :
                AnalystRights.revoking(name, quoted(url.database()), owner(connection))) {
            run(connection, statement);
        }
        return true;
    }

    private static String password(Connection connection, String name) throws SQLException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        connection
                .unwrap(PGConnection.class)
                .alterUserPassword(name, password.toCharArray(), "scram-sha-256");
        return password;
    }

    /** As far as the URL's user may: a superuser, or one who can take the role. */
    private static void end(Connection connection, String name) throws SQLException {
        run(
                connection,
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                where usename = '%1$s' and (
                    (select rolsuper from pg_roles where rolname = current_user)
                    or pg_has_role('%1$s', 'usage') or pg_has_role('pg_signal_backend', 'usage'))
                """
                        .formatted(name));
    }

    /** Whose the views are: a superuser may come by another URL than the server. */
    private static String owner(Connection connection) throws SQLException {
        return Ask.text(
                connection,
                "select nspowner::regrole from pg_namespace where nspname = 'analytics'");
    }

    private String ours() {
        return COMMENT + url.database().replace("'", "''");
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        return Ask.isTrue(
                connection, "select exists (select from pg_roles where rolname = '" + name + "')");
    }

    private void mustBeOurs(Connection connection, String name) throws SQLException {
        if (Ask.isTrue(
                connection,
                "select exists (select from pg_roles where rolsuper and rolname = '"
                        + name
                        + "')")) {
            throw new CannotStart(
                    "The role '%s' is a superuser, who can read and write everything: choose another name."
                            .formatted(name));
        }
        String comment =
                exists(connection, name)
                        ? Ask.text(
                                connection,
                                "select shobj_description('%s'::regrole, 'pg_authid')"
                                        .formatted(name))
                        : "";
        if (comment.isEmpty()) {
            throw new CannotStart("There is no analyst '%s'.".formatted(name));
        }
        if (!comment.replace("'", "''").equals(ours())) {
            throw new CannotStart(
                    "The role '%s' is there for something else, and was not made by this: choose another name."
                            .formatted(name));
        }
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T changing(Work<T> work) {
        try (Connection connection = Connections.open(url)) {
            if (!Ask.isTrue(
                    connection,
                    "select rolsuper or rolcreaterole from pg_roles where rolname = current_user")) {
                throw new CannotStart(
                        "The user of DATABASE_URL may not make roles: let a superuser run \"alter role %s createrole;\"."
                                .formatted(quoted(url.user())));
            }
            return work.on(connection);
        } catch (SQLException problem) {
            throw new CannotStart(
                    UNDEFINED_ROLE.equals(problem.getSQLState())
                            ? "The role went away meanwhile: try again."
                            : "PostgreSQL refuses it: " + problem.getMessage(),
                    problem);
        }
    }
}
