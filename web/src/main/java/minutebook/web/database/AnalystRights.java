package minutebook.web.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What an analyst may do: read the views, with limits. And what everybody may do in a PostgreSQL as
 * it comes and an analyst must not, which can only be taken away from everybody.
 */
final class AnalystRights {

    /**
     * Functions that leave something behind, or hold up others: large objects, the locks by which
     * nodes take turns, messages to them, and what is written into the log of changes.
     */
    private static final String SHUT_FUNCTIONS =
            """
            do $$
            declare
                it record;
            begin
                for it in
                    select p.oid::regprocedure as name from pg_proc p
                    where p.pronamespace = 'pg_catalog'::regnamespace and (
                        p.proname like 'lo\\_%' or p.proname in ('loread', 'lowrite')
                        or p.proname like 'pg\\_advisory\\_%' or p.proname like 'pg\\_try\\_advisory\\_%'
                        or p.proname in ('pg_notify', 'pg_logical_emit_message'))
                loop
                    execute format('revoke execute on function %s from public', it.name);
                    -- Migrations are of who owns the schemas, and take turns by such a lock.
                    execute format('grant execute on function %s to minutebook_app, %s', it.name,
                        (select nspowner::regrole from pg_namespace where nspname = 'book'));
                end loop;
            end
            $$
            """;

    private static final String SHUT_OTHER_DATABASES =
            """
            do $$
            declare
                it record;
            begin
                for it in select datname from pg_database where datname <> current_database()
                loop
                    execute format('revoke connect, temporary on database %I from public', it.datname);
                end loop;
                revoke all on schema public from public;
            end
            $$
            """;

    private final Connection connection;
    private final String name;
    private final String database;
    private final boolean embedded;

    /** {@code database}: quoted. */
    AnalystRights(Connection connection, String name, String database, boolean embedded) {
        this.connection = connection;
        this.name = name;
        this.database = database;
        this.embedded = embedded;
    }

    /**
     * Views that are made anew, too: hence the default privileges.
     *
     * @param database quoted
     * @param owner of the views, quoted
     */
    static List<String> granting(String name, String database, String owner) {
        String alter = "alter role " + name + " set ";
        return List.of(
                "grant connect on database " + database + " to " + name,
                "grant usage on schema analytics to " + name,
                "grant select on all tables in schema analytics to " + name,
                newViews(owner) + "grant select on tables to " + name,
                alter + "search_path = analytics",
                alter + "timezone = 'UTC'",
                alter + "default_transaction_read_only = on",
                alter + "statement_timeout = '60s'",
                alter + "lock_timeout = '2s'",
                alter + "idle_in_transaction_session_timeout = '60s'",
                alter + "idle_session_timeout = '1h'",
                // One core for all analysts' plans alike: the others are for those who work.
                alter + "max_parallel_workers_per_gather = 0",
                alter + "work_mem = '32MB'",
                alter + "jit = off");
    }

    static List<String> revoking(String name, String database, String owner) {
        return List.of(
                newViews(owner) + "revoke select on tables from " + name,
                "revoke all on all tables in schema analytics from " + name,
                "revoke all on schema analytics from " + name,
                "revoke all on database " + database + " from " + name,
                "drop role " + name);
    }

    private static String newViews(String owner) {
        return "alter default privileges for role " + owner + " in schema analytics ";
    }

    /** Shuts what can be shut by the URL's user; the rest is told in {@code notes}. */
    void close(List<String> notes) throws SQLException {
        boolean superuser = isTrue("select rolsuper from pg_roles where rolname = current_user");
        if (superuser) {
            run(SHUT_FUNCTIONS);
            run("alter role " + name + " set temp_file_limit = '1GB'");
        } else {
            notes.add(
                    "No superuser: temp_file_limit is not set, and large objects and advisory locks, which everybody may use, stay open to it.");
        }
        if (superuser
                || isTrue(
                        "select pg_has_role(datdba, 'usage') from pg_database where datname = current_database()")) {
            run("revoke temporary on database " + database + " from public");
        } else {
            notes.add("Not the owner of the database: temporary tables stay open to it.");
        }
        if (embedded) {
            run(SHUT_OTHER_DATABASES);
        } else if (isTrue(
                "select exists (select from pg_database where datallowconn and datname <> current_database()"
                        + " and has_database_privilege('"
                        + name
                        + "', datname, 'connect'))")) {
            notes.add(
                    "PUBLIC may connect to other databases of this PostgreSQL, and so may it: \"revoke connect on database … from public\" ends that.");
        }
    }

    private boolean isTrue(String question) throws SQLException {
        return Ask.isTrue(connection, question);
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
