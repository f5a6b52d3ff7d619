package minutebook.web.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import minutebook.web.database.PostgresControl;
import minutebook.web.database.PostgresControl.Result;
import minutebook.web.database.PostgresPrograms;

/**
 * A real PostgreSQL of its own in a folder, as somebody who sets DATABASE_URL has one: durable, on
 * the loopback interface, always at the same port. It can be stopped and killed, and be started
 * again on what is left. For one thread.
 */
public final class PostgresServer implements AutoCloseable {
    private static final String USER = "postgres";
    private static final String PASSWORD = "a-password-for-tests";
    private static final String DATABASE = "minutebook";
    private static final Duration END_WITHIN = Duration.ofSeconds(30);

    private final PostgresControl control;
    private final Path folder;
    private final int port;
    private boolean paused;

    private PostgresServer(Path programs, Path folder) throws IOException {
        this.control = new PostgresControl(programs);
        this.folder = folder;
        this.port = Ports.free();
    }

    /** A new one in this folder, with the programs that Minutebook brings. It runs. */
    public static PostgresServer start(Path folder) throws IOException, SQLException {
        return start(ownPrograms(), folder, Map.of());
    }

    /**
     * A new one. It runs, with an empty database {@code minutebook}.
     *
     * @param programs the folder with {@code bin/postgres}
     * @param configuration as in {@code postgresql.conf}, beside what makes it durable
     */
    public static PostgresServer start(
            Path programs, Path folder, Map<String, String> configuration)
            throws IOException, SQLException {
        var server = new PostgresServer(programs, folder);
        server.make();
        server.configure(configuration);
        server.start();
        try (Connection connection = server.connect("postgres");
                var statement = connection.createStatement()) {
            // To make each log-in dear protects a password that can be guessed.
            // Version 15 does not know it yet.
            statement.execute(
                    "select set_config(name, '1', false) from pg_settings where name = 'scram_iterations'");
            statement.execute("alter role %s password '%s'".formatted(USER, PASSWORD));
            statement.execute("create database " + DATABASE);
        }
        return server;
    }

    /**
     * One on data that somebody else has put into {@code data} in this folder: a standby, or what
     * was restored from a backup. It does not run yet. Users and passwords are those of {@link
     * #start(Path)}.
     */
    public static PostgresServer on(Path programs, Path folder) throws IOException {
        return new PostgresServer(programs, folder);
    }

    /** The programs that Minutebook brings, unpacked once for all tests. */
    public static synchronized Path ownPrograms() throws IOException {
        return PostgresPrograms.unpacked(
                Files.createDirectories(Path.of("target", "postgres").toAbsolutePath()));
    }

    private void make() throws IOException {
        Path password = folder.resolve("password");
        Files.writeString(password, PASSWORD);
        succeed(control.makeCluster(data(), USER, password));
    }

    /** Adds to its configuration; counts from its next start. */
    public void configure(Map<String, String> configuration) throws IOException {
        var lines = new StringBuilder();
        configuration.forEach(
                (name, value) ->
                        lines.append("%s = '%s'%n".formatted(name, value.replace("'", "''"))));
        Files.writeString(
                data().resolve("postgresql.conf"), lines.toString(), StandardOpenOption.APPEND);
    }

    /** Starts it again; waits until it takes connections. */
    public void start() {
        succeed(control.start(data(), log(), settings()));
    }

    /** Stops it in good order, without waiting for its clients. */
    public void stop() {
        succeed(control.stop(data(), "fast"));
    }

    /** Ends it at once, without a last checkpoint: it recovers when it starts. */
    public void stopAtOnce() {
        succeed(control.stop(data(), "immediate"));
    }

    /** Kills it and every one of its children by SIGKILL; waits until they are gone. */
    public void kill() throws IOException {
        ProcessHandle postmaster = process();
        List<ProcessHandle> children = postmaster.descendants().toList();
        // First who would start others in their place.
        postmaster.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        await(postmaster);
        children.forEach(PostgresServer::await);
        paused = false;
    }

    /** Stops all its processes by SIGSTOP: it is there, and does nothing. */
    public void pause() throws IOException {
        paused = true;
        Postmaster.signal(Signals.STOP, process());
    }

    /** Lets them go on, if they do not. */
    public void resume() throws IOException {
        if (paused) {
            paused = false;
            Postmaster.signal(Signals.CONTINUE, process());
        }
    }

    /** Ends all connections but the one by which this is said; how many. */
    public int terminateConnections() throws SQLException {
        try (Connection connection = connect("postgres");
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                select count(pg_terminate_backend(pid)) from pg_stat_activity
                                where pid <> pg_backend_pid() and datname is not null
                                """)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    public boolean isRunning() throws IOException {
        return Files.exists(data().resolve("postmaster.pid")) && control.status(data()).ok();
    }

    /** A connection past all proxies, as the superuser; to be closed by who asks. */
    public Connection connect() throws SQLException {
        return connect(DATABASE);
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), USER, PASSWORD);
    }

    public int port() {
        return port;
    }

    /** What a node is told as DATABASE_URL. */
    public String url() {
        return url(port);
    }

    /** The same by way of a proxy at this port. */
    public String url(int proxyPort) {
        return "postgres://%s:%s@127.0.0.1:%d/%s".formatted(USER, PASSWORD, proxyPort, DATABASE);
    }

    /** Where its files are. */
    public Path data() {
        return folder.resolve("data");
    }

    /** What it says; all starts after each other. */
    public Path log() {
        return folder.resolve("postgres.log");
    }

    private ProcessHandle process() throws IOException {
        return Postmaster.of(data());
    }

    private static void await(ProcessHandle process) {
        process.onExit().orTimeout(END_WITHIN.toSeconds(), TimeUnit.SECONDS).join();
    }

    private Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("port", String.valueOf(port));
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("unix_socket_directories", "");
        settings.put("timezone", "UTC");
        settings.put("log_error_verbosity", "terse");
        return settings;
    }

    private static void succeed(Result result) {
        if (!result.ok()) {
            throw new IllegalStateException(result.output());
        }
    }

    /** Ends it, if it runs, however it is. Its files stay. */
    @Override
    public void close() throws IOException {
        if (isRunning()) {
            resume();
            stopAtOnce();
        }
    }
}
