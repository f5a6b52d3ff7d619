package minutebook.web.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import minutebook.web.TestServer;
import minutebook.web.http.RawHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs on this machine see everything; of whom nobody knows who they are, the status alone. */
class ObserversIT {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_program_on_this_machine_sees_each_part_and_all_measures() throws IOException {
        String health = get("/observe/health/ready", "");
        String metrics = get("/observe/metrics", "");

        assertTrue(health.startsWith("HTTP/1.1 200"), health);
        assertTrue(health.contains("\"name\":\"projects\""), health);
        assertTrue(metrics.startsWith("HTTP/1.1 200"), metrics);
        assertTrue(
                metrics.contains("\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: 127.0.0.1",
                "Forwarded: for=127.0.0.1",
                "X-Forwarded-Proto: https"
            })
    void who_comes_by_way_of_a_proxy_that_is_not_trusted_is_told_the_status_alone(String line)
            throws IOException {
        String health = get("/observe/health/ready", line);
        String metrics = get("/observe/metrics", line);

        assertTrue(health.startsWith("HTTP/1.1 200"), health);
        assertEquals("{\"status\":\"UP\"}", health.substring(health.indexOf("\r\n\r\n") + 4));
        assertTrue(metrics.startsWith("HTTP/1.1 403"), metrics);
        assertFalse(metrics.contains("minutebook_"), metrics);
    }

    private static String get(String path, String line) throws IOException {
        return RawHttp.exchange(
                server.url(),
                "GET %s HTTP/1.1\r\nHost: h\r\nConnection: close\r\n%s\r\n"
                        .formatted(path, line.isEmpty() ? "" : line + "\r\n"));
    }
}
