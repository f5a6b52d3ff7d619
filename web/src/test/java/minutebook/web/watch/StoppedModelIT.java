package minutebook.web.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.http.Json;
import minutebook.web.live.chat.ChatClient;
import minutebook.web.log.JsonLines;
import minutebook.web.mail.MailTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A read model whose table does not take what it writes stops alone, and all who watch see it. */
class StoppedModelIT {
    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final Handler recorder = new Recorder();

    private final class Recorder extends Handler {
        private final JsonLines form = new JsonLines();

        @Override
        public void publish(LogRecord entry) {
            log.add(form.format(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void record() {
        Logger.getLogger("").addHandler(recorder);
    }

    @AfterEach
    void recordNoMore() {
        Logger.getLogger("").removeHandler(recorder);
    }

    @Test
    void health_names_it_with_its_position_and_why_and_the_others_go_on() throws Exception {
        try (var server = new TestServer()) {
            TestUser anna = server.register("anna");
            new MailTable(server.database()).awaitAllEnded();
            // Its answer waits until all is read. Else what became of her mail may be in one batch
            // with the poison.
            long sound = anna.createProject("Sound", List.of(), List.of());
            poison(server);

            long position =
                    Long.parseLong(
                            String.valueOf(
                                    anna.post("/api/v1/projects", "{\"title\": \"Poison\"}")
                                            .header("Event-Position")));
            JsonNode stopped = awaitStopped(anna);
            TestUser ben = server.register("ben");

            assertEquals(position - 1, stopped.at("/data/position").asLong());
            assertEquals("DOWN", stopped.path("status").asText());
            String reason = stopped.at("/data/reason").asText();
            assertTrue(reason.contains("trigger") && reason.contains("P0001"), reason);
            assertFalse(reason.contains("Poison"), reason);
            awaitOthers(anna, ben, position);
            assertRoomOpen(anna, sound);
            assertMeasured(server);
            assertLogged(server, position);
        }
    }

    @Test
    void it_goes_on_when_somebody_else_got_further() throws Exception {
        try (var server = new TestServer()) {
            TestUser anna = server.register("anna");
            poison(server);
            anna.post("/api/v1/projects", "{\"title\": \"Poison\"}");
            awaitStopped(anna);

            heal(server);
            try (var other = server.again()) {
                TestUser ben = other.register("ben");

                Scrape.await(
                        server.url(),
                        it -> it.of("minutebook_read_model_stopped", "model=\"projects\"") == 0);
                assertEquals(1, anna.get("/api/v1/projects").at("/total").asInt());
                assertEquals("UP", check(ben.at(server.url()), "projects").path("status").asText());
            }
        }
    }

    private static void heal(TestServer server) throws SQLException {
        try (Connection connection = server.database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop trigger poison on queries.project");
        }
    }

    private static void poison(TestServer server) throws SQLException {
        try (Connection connection = server.database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    create function public.poison() returns trigger language plpgsql
                    as $$ begin raise exception 'no %', new.title; end $$;
                    create trigger poison before insert on queries.project
                    for each row execute function public.poison()
                    """);
        }
    }

    private static JsonNode awaitStopped(TestUser anna) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        JsonNode model = check(anna, "projects");
        while (!model.at("/data/state").asText().equals("STOPPED")) {
            assertTrue(System.nanoTime() < until, model::toString);
            TimeUnit.MILLISECONDS.sleep(20);
            model = check(anna, "projects");
        }
        return model;
    }

    private static JsonNode check(TestUser anna, String name) {
        TestUser.Reply health = anna.get("/observe/health/ready");
        // People can work without it, and all nodes have the same trouble.
        assertEquals(200, health.status(), () -> health.json().toString());
        assertEquals("UP", health.at("/status").asText());
        for (JsonNode each : health.at("/checks")) {
            if (each.path("name").asText().equals(name)) {
                return each;
            }
        }
        throw new AssertionError(name + " is not in " + health.json());
    }

    private static void awaitOthers(TestUser anna, TestUser ben, long position)
            throws InterruptedException {
        assertEquals(200, ben.get("/api/v1/users?filter_by=" + ben.name()).status());
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        for (String other : List.of("users", "messages", "notifications", "session-registry")) {
            JsonNode model = check(anna, other);
            while (model.at("/data/position").asLong() <= position) {
                assertTrue(System.nanoTime() < until, model::toString);
                TimeUnit.MILLISECONDS.sleep(20);
                model = check(anna, other);
            }
            assertEquals("UP", model.path("status").asText(), model::toString);
        }
    }

    /** Whoever comes into a room waits for what is read there, and for nothing else. */
    private static void assertRoomOpen(TestUser anna, long project) throws Exception {
        try (var annas = ChatClient.connect(anna)) {
            JsonNode item = annas.say(project, "Still here");
            assertTrue(annas.join(project, "0").isArray());
            assertEquals(item, annas.next("receive_message"));
        }
    }

    private static void assertMeasured(TestServer server) throws InterruptedException {
        String projects = "model=\"projects\"";
        Scrape seen =
                Scrape.await(
                        server.url(),
                        it -> it.of("minutebook_read_model_behind_seconds", projects) > 0);

        assertEquals(1, seen.of("minutebook_read_model_stopped", projects));
        assertEquals(1, seen.of("minutebook_read_model_stopped"));
        assertTrue(seen.of("minutebook_read_model_behind_events", projects) >= 2);
    }

    /** The line has the event that it stopped at, and the command that has caused it. */
    private void assertLogged(TestServer server, long position) throws Exception {
        String line =
                log.stream()
                        .filter(it -> it.contains("projects stopped at"))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(log.toString()));
        JsonNode fields = Json.read(line.getBytes(StandardCharsets.UTF_8));
        assertEquals(position, fields.path("position").asLong(), line);
        assertEquals(command(server, position), fields.path("command_id").asText(), line);
    }

    private static String command(TestServer server, long position) throws SQLException {
        try (Connection connection = server.database().getConnection();
                var rows =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "select command_id from book.event where position = "
                                                + position)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
