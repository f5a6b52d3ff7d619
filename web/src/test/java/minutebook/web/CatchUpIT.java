package minutebook.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import minutebook.web.cluster.Ports;
import minutebook.web.docs.CheckedHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** A server that starts on a book which its read models are far behind. */
class CatchUpIT {
    private static final int EVENTS = 12_000;

    @TempDir Path dataDir;

    @Test
    void it_lives_and_is_not_ready_before_its_read_models_are_at_the_head() throws Exception {
        PGSimpleDataSource database = TestServer.newDatabase();
        fill(database);
        int port = Ports.free();
        String url = "http://127.0.0.1:" + port;
        try (Connection other = database.getConnection();
                var statement = other.createStatement()) {
            // Another node is at one of them, and takes its time.
            statement.execute("select pg_advisory_lock(hashtextextended('rebuilding_users', 0))");
            try (var server =
                    ServerProcess.start(
                            dataDir,
                            Map.of("DATABASE_URL", url(database), "PORT", String.valueOf(port)))) {
                assertEquals(200, answerOf(url + "/observe/health/live").statusCode());
                HttpResponse<String> ready = answerOf(url + "/observe/health/ready");
                assertEquals(503, ready.statusCode());
                assertTrue(ready.body().contains("\"head\":" + EVENTS), ready.body());
                HttpResponse<String> query = answerOf(url + "/api/v1/projects");
                assertEquals(503, query.statusCode());
                assertTrue(query.headers().firstValue("Retry-After").isPresent());
                assertHungUp(url + "/api/v1/users/stream");

                statement.execute("select pg_advisory_unlock_all()");

                assertEquals(url, server.url());
                assertEquals(
                        Map.of("lowest", (long) EVENTS, "marks", 1L),
                        Map.of(
                                "lowest",
                                number(database, "select min(position) from queries.checkpoint"),
                                "marks",
                                number(
                                        database,
                                        "select count(*) from queries.notification_mark where position = 11999")));
                assertEquals(200, answerOf(url + "/observe/health/ready").statusCode());
            }
        }
    }

    /** Somebody read, again and again; nobody looks at the chain here. */
    private static void fill(PGSimpleDataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    insert into book.event (position, stream, version, type, data, actor,
                        command_id, recorded_at, hash)
                    select n, 'inbox-1', n, 'notifications-read',
                        format('{"user":1,"up_to":%%s}', n - 1)::json, 1, gen_random_uuid(), now(),
                        sha256('')
                    from generate_series(1, %1$d) as n;
                    update book.head set position = %1$d
                    """
                            .formatted(EVENTS));
        }
    }

    private static HttpResponse<String> answerOf(String url)
            throws IOException, InterruptedException {
        Optional<HttpResponse<String>> answer = Optional.empty();
        while (answer.isEmpty()) {
            answer = tryAnswerOf(url);
        }
        return answer.get();
    }

    /** Empty: nobody listens yet. */
    private static Optional<HttpResponse<String>> tryAnswerOf(String url)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url)).build();
        try {
            return Optional.of(CheckedHttp.send(request, BodyHandlers.ofString()));
        } catch (ConnectException notYet) {
            Thread.onSpinWait();
            return Optional.empty();
        }
    }

    /** A browser's stream, which would not come again after a 503. */
    private static void assertHungUp(String url) {
        var request =
                HttpRequest.newBuilder(URI.create(url))
                        .header("Accept", "text/event-stream")
                        .build();
        assertThrows(IOException.class, () -> CheckedHttp.send(request, BodyHandlers.ofString()));
    }

    private static long number(PGSimpleDataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static String url(PGSimpleDataSource database) {
        return "%s?user=%s&password=%s"
                .formatted(
                        String.valueOf(database.getURL()).replaceFirst("\\?.*", ""),
                        database.getUser(),
                        database.getPassword());
    }
}
