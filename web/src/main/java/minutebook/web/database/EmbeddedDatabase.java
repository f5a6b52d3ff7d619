package minutebook.web.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import minutebook.events.vault.Secrets;
import minutebook.web.start.CannotStart;
import minutebook.web.start.EndsAtOnce;
import minutebook.web.start.PrivateFile;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL in the folder {@code DATA_DIR/postgres}, kept between runs: durable, behind a
 * password, on the loopback interface alone.
 *
 * <p>{@code url} in that folder says where it is while it runs: {@code psql "$(cat url)"}. A server
 * that an earlier run left behind, having been killed, is stopped first. Whoever starts it holds
 * the {@code DATA_DIR}; it has no shutdown hook of its own.
 */
public final class EmbeddedDatabase implements AutoCloseable, EndsAtOnce {

    private static final String ONE_ROUND =
            """
            select rolpassword like 'SCRAM-SHA-256$1:%' from pg_authid where rolname = current_user
            """;

    /**
     * For pg_basebackup and its like: "all" does not mean replication. It lets in the superuser
     * with the same password, who may read every file anyway.
     */
    private static final String LET_COPIES_BE_MADE =
            "host replication minutebook 127.0.0.1/32 scram-sha-256\n";

    private static final System.Logger LOG = System.getLogger(EmbeddedDatabase.class.getName());
    private static final String NAME = "minutebook";
    private static final int ATTEMPTS_MAX = 5;

    private final Path home;
    private final PostgresControl control;
    private final DatabaseUrl url;
    private @Nullable BackSeat backSeat;
    private @Nullable Keeper keeper;

    private EmbeddedDatabase(Path home, PostgresControl control, DatabaseUrl url) {
        this.home = home;
        this.control = control;
        this.url = url;
    }

    /**
     * Starts it, and makes it where there is none. Blocks: 0.2 s, the first time 5 s.
     *
     * @param dataDir absolute, without links, there already
     * @throws CannotStart if PostgreSQL does not come up, with the reason that it gives
     */
    public static EmbeddedDatabase start(Path dataDir) {
        Path home = dataDir.resolve("postgres");
        try {
            Files.createDirectories(home);
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
            var control = new PostgresControl(PostgresPrograms.unpacked(home));
            String password = password(home);
            makeCluster(home, control);
            FormerPostgres.end(home, control);
            letCopiesBeMade(home);
            Files.deleteIfExists(urlFile(home));
            var url = startServer(home, control, password);
            var database = new EmbeddedDatabase(home, control, url);
            database.makeReady();
            return database;
        } catch (IOException problem) {
            throw new CannotStart("'%s' cannot be used: %s".formatted(home, problem), problem);
        }
    }

    /**
     * How to reach the one that another process runs in this folder; empty: none says where it is.
     * One that was killed may have left an address that leads nowhere, or to what it left running.
     *
     * @throws CannotStart if this user may not read it
     */
    static Optional<DatabaseUrl> running(Path dataDir) {
        Path file = urlFile(dataDir.resolve("postgres"));
        try {
            return Optional.of(DatabaseUrl.parse(Files.readString(file)));
        } catch (NoSuchFileException notRunning) {
            return Optional.empty();
        } catch (IOException problem) {
            throw new CannotStart("'%s' cannot be read: %s".formatted(file, problem), problem);
        }
    }

    /** From now on it is started again, where it was, when it ends without being told to. */
    public EmbeddedDatabase keptUp() {
        Map<String, String> same = settings(url.port());
        keeper = Keeper.of(home, control, () -> control.start(data(home), log(home), same));
        return this;
    }

    /** How to reach it, as its superuser. */
    public DatabaseUrl url() {
        return url;
    }

    /** Stops it, and waits for its last checkpoint. Its data stay. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(urlFile(home));
        if (keeper != null) {
            keeper.close();
        }
        if (backSeat != null) {
            backSeat.close();
        }
        var stopped = control.stop(data(home));
        if (!stopped.ok()) {
            LOG.log(System.Logger.Level.WARNING, "PostgreSQL was not stopped: " + stopped.output());
        }
    }

    /** Without a last checkpoint: the next start reads the log, and has all that was committed. */
    @Override
    public void endAtOnce() {
        control.stopAtOnce(data(home));
    }

    /** From here on, a failure must not leave the server running. */
    private void makeReady() throws IOException {
        try {
            PrivateFile.write(urlFile(home), url.forPsql());
            makeDatabase();
            backSeat = BackSeat.beside(url);
        } catch (SQLException | IOException | RuntimeException problem) {
            close();
            throw new CannotStart(
                    "PostgreSQL in '%s' does not let us in: %s"
                            .formatted(home, problem.getMessage()),
                    problem);
        }
    }

    private void makeDatabase() throws SQLException {
        try (Connection connection = Connections.open(url)) {
            easeLogIns(connection);
        } catch (SQLException problem) {
            if (!Connections.NO_SUCH_DATABASE.equals(problem.getSQLState())) {
                throw problem;
            }
            try (var connection =
                            Connections.open(at(url.jdbc().replace("/" + NAME, "/postgres")));
                    var statement = connection.createStatement()) {
                easeLogIns(connection);
                statement.execute("create database " + NAME);
            }
        }
    }

    /**
     * To make each log-in dear protects a password that can be guessed. Ours is 192 random bits,
     * and a start makes some twenty connections, which take a quarter of its time.
     */
    private void easeLogIns(Connection connection) throws SQLException {
        if (!Ask.isTrue(connection, ONE_ROUND)) {
            try (var statement = connection.createStatement()) {
                statement.execute("set scram_iterations = 1");
                statement.execute(
                        "alter role current_user password '%s'".formatted(url.password()));
            }
        }
    }

    private DatabaseUrl at(String jdbc) {
        return new DatabaseUrl(jdbc, "postgres", url.user(), url.password());
    }

    private static String password(Path home) throws IOException {
        Path file = passwordFile(home);
        try {
            return Files.readString(file);
        } catch (NoSuchFileException firstTime) {
            if (Files.exists(data(home))) {
                throw new CannotStart(
                        "'%s' is missing, without which nobody gets into the database beside it: put it back."
                                .formatted(file));
            }
        }
        String password = Base64.getUrlEncoder().encodeToString(Secrets.random(24));
        PrivateFile.write(file, password);
        return password;
    }

    private static void makeCluster(Path home, PostgresControl control) throws IOException {
        if (Files.exists(data(home))) {
            return;
        }
        Path half = home.resolve("data.half");
        PostgresPrograms.delete(half);
        var made = control.makeCluster(half, NAME, passwordFile(home));
        if (!made.ok()) {
            throw new CannotStart(
                    "PostgreSQL could not make a database in '%s': %s"
                            .formatted(home, made.output().replace('\n', ' ')));
        }
        // Who may come in: no socket, no other machine, nobody without the password.
        Files.writeString(
                half.resolve("pg_hba.conf"),
                "host all all 127.0.0.1/32 scram-sha-256\n" + LET_COPIES_BE_MADE);
        // In one step: what stands under the final name is whole, whenever we are killed.
        Files.move(half, data(home), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Of clusters of before, which did not know of it. */
    private static void letCopiesBeMade(Path home) throws IOException {
        Path file = data(home).resolve("pg_hba.conf");
        if (!Files.readString(file).contains("replication")) {
            Files.writeString(file, LET_COPIES_BE_MADE, StandardOpenOption.APPEND);
        }
    }

    private static DatabaseUrl startServer(Path home, PostgresControl control, String password)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            if (Files.exists(log(home))) {
                Files.move(
                        log(home),
                        home.resolve("postgres.log.1"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            var started = control.start(data(home), log(home), settings(port));
            if (started.ok()) {
                return new DatabaseUrl(
                        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, NAME),
                        NAME,
                        NAME,
                        password);
            }
            String reason = reason(home).orElse(started.output());
            // Somebody may have taken the port since we found it free.
            if (attempt == ATTEMPTS_MAX
                    || !reason.contains("could not create any TCP/IP sockets")) {
                throw new CannotStart(
                        "PostgreSQL in '%s' did not start: %s".formatted(home, reason));
            }
        }
    }

    /** Given on its command line, where they win over every file. */
    private static Map<String, String> settings(int port) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("port", String.valueOf(port));
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("unix_socket_directories", "");
        // A node takes some seventeen.
        settings.put("max_connections", "100");
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("full_page_writes", "on");
        settings.put("password_encryption", "scram-sha-256");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        // A log file that is not needed any more is deleted, and not kept to be written over: it
        // may hold texts of somebody who was erased since.
        settings.put("wal_recycle", "off");
        // Without the row that did not fit.
        settings.put("log_error_verbosity", "terse");
        settings.put("log_checkpoints", "off");
        return settings;
    }

    private static Optional<String> reason(Path home) {
        try (Stream<String> lines = Files.lines(log(home))) {
            List<String> fatal = lines.filter(line -> line.contains("FATAL:")).toList();
            return fatal.isEmpty()
                    ? Optional.empty()
                    : Optional.of(fatal.getLast().replaceFirst(".*FATAL: *", ""));
        } catch (IOException | UncheckedIOException noLog) {
            return Optional.empty();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static Path data(Path home) {
        return home.resolve("data");
    }

    private static Path log(Path home) {
        return home.resolve("postgres.log");
    }

    private static Path passwordFile(Path home) {
        return home.resolve("password");
    }

    private static Path urlFile(Path home) {
        return home.resolve("url");
    }
}
