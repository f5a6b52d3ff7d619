package minutebook.web.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import minutebook.web.database.EmbeddedDatabase;
import minutebook.web.database.OperatorDatabase;
import minutebook.web.start.DataDir;

/**
 * The PostgreSQL that Minutebook brings, set up as it does, for measurements that need one which
 * runs already. Prints its address and version as one line of JSON; then carries out each line of
 * stdin as SQL and prints the first value of the first row, or what the problem is. Stops when
 * stdin ends.
 */
final class BenchPostgres {

    private BenchPostgres() {}

    /** {@code arguments}: the folder to keep it in. */
    public static void main(String[] arguments) throws IOException, SQLException {
        // Held to the end of the process: a second run must not take this one's away.
        Path folder = DataDir.open(Path.of(arguments[0])).path();
        var postgres = EmbeddedDatabase.start(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres)));
        String address = Files.readString(folder.resolve("postgres/url")).strip();
        try (Connection connection = OperatorDatabase.owner(postgres.url()).connect();
                Statement statement = connection.createStatement()) {
            System.out.printf(
                    "{\"url\": \"%s\", \"version\": \"%s\"}%n",
                    address, value(statement, "show server_version"));
            answer(statement);
        }
    }

    private static void answer(Statement statement) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String sql = lines.readLine();
        while (sql != null) {
            try {
                System.out.printf("{\"value\": \"%s\"}%n", value(statement, sql));
            } catch (SQLException problem) {
                String told = String.valueOf(problem.getMessage());
                System.out.printf(
                        "{\"problem\": \"%s\"}%n", told.replaceAll("[\"\\\\\\v\\s]+", " "));
            }
            sql = lines.readLine();
        }
    }

    /** Empty: it gives no rows. */
    private static String value(Statement statement, String sql) throws SQLException {
        if (!statement.execute(sql)) {
            return "";
        }
        try (var rows = statement.getResultSet()) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    private static void stop(EmbeddedDatabase postgres) {
        try {
            postgres.close();
        } catch (IOException problem) {
            System.err.println("PostgreSQL was not stopped: " + problem.getMessage());
        }
    }
}
