package minutebook.web.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import minutebook.queries.rebuild.Leftovers;
import minutebook.queries.rebuild.PastModels;
import org.jspecify.annotations.Nullable;

/**
 * Writes the storage of the database anew. What PostgreSQL deletes stays on the disk: in the pages
 * of a table until they are needed, in its log until that is written over, and values of columns in
 * its statistics until these are made again. For one thread.
 */
public final class Scrub {
    private static final String FORBIDDEN = "42501";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_EVERY_MILLIS = 100;

    /**
     * All that may hold texts in the clear, copies that are just being filled included; and of the
     * book the claims, which are deleted as nothing else there is: the hash of a mail address tells
     * it to whoever guesses it and has the key.
     */
    private static final String TABLES =
            """
            select format('%I.%I', n.nspname, c.relname)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'm') and c.relname <> 'flyway_schema_history'
                and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
                and (n.nspname <> 'book' or c.relname = 'claim')
            order by pg_total_relation_size(c.oid)
            """;

    /** Rows that somebody can still see, are written anew too: those who began before must end. */
    private static final String IN_A_TRANSACTION =
            """
            select pid || ' since ' || xact_start from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()
                and xact_start is not null and (backend_xid is not null or backend_xmin is not null)
                and backend_type = 'client backend'
            """;

    private static final String LOG_FILES =
            "select name from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$'";

    /** Something must be in a log file before the next one can be begun. */
    private static final String NEXT_LOG_FILE =
            "select pg_logical_emit_message(false, 'scrub', ''); select pg_switch_wal(); checkpoint";

    private final DatabaseUrl url;
    private final boolean embedded;
    private final Consumer<String> told;
    private final List<String> left = new ArrayList<>();

    /**
     * @param embedded the cluster is ours, so that all of it is in reach
     * @param told hears each step in a line
     */
    public Scrub(DatabaseUrl url, boolean embedded, Consumer<String> told) {
        this.url = url;
        this.embedded = embedded;
        this.told = told;
    }

    /**
     * Does it. Blocks: some seconds a gigabyte.
     *
     * @return what is left, a sentence each; empty: nothing that could be reached
     * @throws SQLException if the database is away; to begin again is harmless
     */
    public List<String> run() throws SQLException {
        left.clear();
        try (Connection connection = Connections.open(url);
                Statement statement = connection.createStatement()) {
            copies(connection);
            awaitOthers(statement);
            List<String> tables = list(statement, TABLES);
            for (int i = 0; i < tables.size(); i++) {
                told.accept(
                        "Table %d of %d is written anew: %s"
                                .formatted(i + 1, tables.size(), tables.get(i)));
                rewrite(statement, tables.get(i));
            }
            told.accept("The statistics of the tables are made anew.");
            allowed(
                    "Statistics (pg_statistic) may hold old values: its owner is to run \"vacuum full pg_statistic\".",
                    () -> statement.execute("vacuum full pg_catalog.pg_statistic"));
            log(statement);
        }
        return List.copyOf(left);
    }

    /** Copies of the read models, which no erasure reaches. */
    private void copies(Connection connection) throws SQLException {
        told.accept("Copies of read models that were left behind are dropped.");
        for (String schema : Leftovers.drop(connection)) {
            left.add(
                    "The copy of a read model in the schema %s is in use: run this again when scripts/rebuild or scripts/verify has ended."
                            .formatted(schema));
        }
        for (String schema : PastModels.holdingErased(connection)) {
            left.add(
                    "The schema %1$s still holds texts from before an erasure: run 'drop schema \"%1$s\" cascade' in psql, or scripts/replay --into %1$s, which makes it again without them."
                            .formatted(schema));
        }
    }

    private void awaitOthers(Statement statement) throws SQLException {
        Set<String> before = new TreeSet<>(list(statement, IN_A_TRANSACTION));
        long until = System.nanoTime() + PATIENCE_NANOS;
        if (!before.isEmpty()) {
            told.accept("Waiting for transactions that are under way: " + before.size());
        }
        while (!before.isEmpty() && System.nanoTime() < until) {
            pause();
            before.retainAll(list(statement, IN_A_TRANSACTION));
        }
        before.forEach(
                it ->
                        left.add(
                                "A transaction kept old rows (process %s): run this again when it has ended."
                                        .formatted(it)));
    }

    private void rewrite(Statement statement, String table) throws SQLException {
        // A table that is empty now would keep the statistics of what was in it.
        if (embedded) {
            statement.execute(
                    "delete from pg_statistic where starelid = '%s'::regclass"
                            .formatted(table.replace("'", "''")));
        }
        allowed(
                "The table %s was not written anew: this user may not.".formatted(table),
                () -> statement.execute("vacuum (full, analyze) " + table));
    }

    private void log(Statement statement) throws SQLException {
        if (!embedded) {
            told.accept("A checkpoint is made.");
            allowed(
                    "No checkpoint was made, until which old files of tables stay: this user may not.",
                    () -> statement.execute("checkpoint"));
            left.add(
                    "PostgreSQL's log (WAL), which it keeps or writes over as it needs, its archive and standbys are out of reach.");
            return;
        }
        told.accept("PostgreSQL's log is begun anew.");
        Set<String> old = new TreeSet<>(list(statement, LOG_FILES));
        // One file more each time; one that was recycled before, by a setting that we do not use
        // any more, lies ahead, and is taken up and left behind like the others.
        for (int i = old.size() + 3; i > 0 && !old.isEmpty(); i--) {
            statement.execute(NEXT_LOG_FILE);
            old.retainAll(list(statement, LOG_FILES));
        }
        if (!old.isEmpty()) {
            left.add(
                    "Old log files are still there: "
                            + String.join(", ", old).toLowerCase(Locale.ROOT));
        }
    }

    private interface Step {
        void run() throws SQLException;
    }

    /** What this user may not do is left, and the rest goes on. */
    private void allowed(String otherwise, Step step) throws SQLException {
        try {
            step.run();
        } catch (SQLException problem) {
            if (!FORBIDDEN.equals(problem.getSQLState())) {
                throw problem;
            }
            left.add(otherwise);
        }
    }

    private static List<String> list(Statement statement, String sql) throws SQLException {
        try (var rows = statement.executeQuery(sql)) {
            var list = new ArrayList<String>();
            while (rows.next()) {
                @Nullable String text = rows.getString(1);
                list.add(String.valueOf(text));
            }
            return list;
        }
    }

    private static void pause() throws SQLException {
        try {
            Thread.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SQLException("Interrupted", interrupted);
        }
    }
}
