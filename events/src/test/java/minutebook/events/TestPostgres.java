package minutebook.events;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL for tests: one server a JVM, a fresh migrated database for whoever asks. */
public final class TestPostgres {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestPostgres() {}

    private static final class Server {
        static final EmbeddedPostgres ONLY = start();

        private static EmbeddedPostgres start() {
            try {
                Path folder = Files.createTempDirectory("minutebook-test-postgres");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> end(folder)));
                return EmbeddedPostgres.builder()
                        .setLocaleConfig("locale", "C.UTF-8")
                        .setLocaleConfig("encoding", "UTF-8")
                        // As durable as the server demands; by itself this one would not be.
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        // What its rows hold is for no log, as with the server's own.
                        .setServerConfig("log_error_verbosity", "terse")
                        .setDataDirectory(folder)
                        .setPGStartupWait(Duration.ofMinutes(2))
                        // Ended by ourselves: its own way writes all to the disk, which takes long.
                        .setRegisterShutdownHook(false)
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Nobody needs what is in there any more: ended, by the id that it left, and deleted. */
    private static void end(Path folder) {
        try {
            String id = Files.readAllLines(folder.resolve("postmaster.pid")).getFirst();
            // Its immediate end: it takes its children along, and frees what it shared with them.
            new ProcessBuilder("kill", "-QUIT", id).start().waitFor();
            ProcessHandle.of(Long.parseLong(id)).ifPresent(it -> it.onExit().join());
            try (Stream<Path> all = Files.walk(folder)) {
                all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        } catch (IOException | InterruptedException | RuntimeException left) {
            System.err.println("A test's PostgreSQL was left behind in " + folder + ": " + left);
        }
    }

    /** A database of its own, and two ways into it. */
    public record Database(PGSimpleDataSource owner, PGSimpleDataSource application) {}

    /** An empty database, as its owner sees it. */
    public static PGSimpleDataSource empty() {
        return create("template1");
    }

    /** An equal database; nobody may be connected to {@code template} meanwhile. */
    public static PGSimpleDataSource copyOf(PGSimpleDataSource template) {
        return create(String.valueOf(template.getDatabaseName()));
    }

    /** A database with a new book. */
    public static Database fresh() {
        PGSimpleDataSource owner = create(Template.NAME);
        PGSimpleDataSource application =
                owner(Server.ONLY, String.valueOf(owner.getDatabaseName()));
        application.setOptions("-c role=minutebook_app");
        return new Database(owner, application);
    }

    /**
     * Migrated once, and copied for everybody, which is much faster. Each copy has the same epoch.
     */
    private static final class Template {
        static final String NAME = migrated();

        private static String migrated() {
            PGSimpleDataSource template = empty();
            migrate(template);
            return String.valueOf(template.getDatabaseName());
        }
    }

    private static PGSimpleDataSource create(String template) {
        String name = "test_" + DATABASES.incrementAndGet();
        execute(Server.ONLY, "create database " + name + " template " + template);
        return owner(Server.ONLY, name);
    }

    private static PGSimpleDataSource owner(EmbeddedPostgres server, String database) {
        return (PGSimpleDataSource) server.getDatabase("postgres", database);
    }

    private static void migrate(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration/book")
                .defaultSchema("book")
                .load()
                .migrate();
    }

    private static void execute(EmbeddedPostgres server, String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
