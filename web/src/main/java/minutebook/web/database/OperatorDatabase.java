package minutebook.web.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import minutebook.events.sql.Connecting;
import minutebook.web.start.CannotStart;
import minutebook.web.start.DataDir;
import minutebook.web.start.Lifetime;

/** The way of an operator's command to the database, beside a running server or without one. */
public final class OperatorDatabase {

    /** A server that is just starting may first have to make its database. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private static final String IN_USE =
            """
            select exists (
                select from pg_stat_activity
                where datname = current_database() and application_name = 'minutebook'
                  and pid <> pg_backend_pid() and backend_type = 'client backend')
            """;

    private OperatorDatabase() {}

    /**
     * The database of these settings, migrated: one of one's own, else the embedded one that a
     * server runs in the folder, else the embedded one, started now and stopped with the lifetime.
     * Blocks: mostly for less than a second.
     *
     * @param own what {@code DATABASE_URL} says; the folder is not touched then
     * @throws CannotStart if it cannot be reached, started or migrated
     */
    public static DatabaseUrl reach(Optional<DatabaseUrl> own, Path dataDir, Lifetime lifetime) {
        return reach(own, dataDir, lifetime, PATIENCE);
    }

    static DatabaseUrl reach(
            Optional<DatabaseUrl> own, Path dataDir, Lifetime lifetime, Duration patience) {
        DatabaseUrl url = own.orElseGet(() -> embedded(dataDir, lifetime, patience));
        Migrations.apply(url);
        return url;
    }

    /** Whoever holds the folder may be starting, or just ending: so both are tried, in turns. */
    private static DatabaseUrl embedded(Path dataDir, Lifetime lifetime, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<DataDir> free = DataDir.tryOpen(dataDir);
            if (free.isPresent()) {
                DataDir held = lifetime.begin(free::get);
                return lifetime.begin(() -> EmbeddedDatabase.start(held.path())).url();
            }
            Optional<DatabaseUrl> running =
                    EmbeddedDatabase.running(dataDir).filter(OperatorDatabase::answers);
            if (running.isPresent()) {
                return running.get();
            }
            if (System.nanoTime() > until) {
                throw new CannotStart(
                        "DATA_DIR is '%s', which another running Minutebook uses, but with no database in it: set DATABASE_URL as it has it."
                                .formatted(dataDir));
            }
            pause();
        }
    }

    /**
     * Throws {@link CannotStart} if a node of Minutebook is at work in this database, or it cannot
     * be known.
     */
    public static void mustBeAlone(DatabaseUrl url) {
        try (Connection connection = Connections.open(url)) {
            if (Ask.isTrue(connection, IN_USE)) {
                throw new CannotStart(
                        "A node of Minutebook is at work in this database: stop all of them first.");
            }
        } catch (SQLException problem) {
            throw Unreachable.because(url, problem);
        }
    }

    /** Connections of the owner of all tables, with no limit on how long a statement takes. */
    public static Connecting owner(DatabaseUrl url) {
        return () -> Connections.open(url);
    }

    private static boolean answers(DatabaseUrl url) {
        try {
            Connections.open(url).close();
            return true;
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException problem) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while another Minutebook starts.", problem);
        }
    }
}
