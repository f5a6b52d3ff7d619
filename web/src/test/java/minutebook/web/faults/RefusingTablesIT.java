package minutebook.web.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import minutebook.web.TestUser.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tables that take no more, each for reasons of its own: what does not need them goes on. */
class RefusingTablesIT {
    @RegisterExtension static final Site SITE = new Site();

    @Test
    void an_event_that_the_database_does_not_take_fails_alone_among_those_with_it()
            throws Exception {
        SITE.execute(
                """
                create function refuse() returns trigger language plpgsql as
                    $$ begin raise exception 'not this one'; end $$;
                create trigger refuse before insert on book.event for each row
                    when (new.type = 'project-renamed') execute function refuse();
                """);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all =
                    IntStream.range(0, 60)
                            .mapToObj(
                                    i ->
                                            CompletableFuture.supplyAsync(
                                                    () -> i % 10 == 0 ? SITE.rename() : found(),
                                                    threads))
                            .toList();
            for (int i = 0; i < all.size(); i++) {
                Reply reply = all.get(i).join();
                assertEquals(i % 10 == 0 ? 503 : 201, reply.status(), reply.json().toString());
                if (reply.status() == 503) {
                    assertEquals(
                            "The database does not take this. Nothing was done.",
                            reply.at("/message").textValue());
                    assertEquals("1", reply.header("Retry-After"));
                }
            }
        } finally {
            SITE.execute("drop function refuse cascade");
        }
        assertEquals(200, SITE.rename().status());
    }

    private static Reply found() {
        return SITE.anna()
                .post("/api/v1/projects", "{\"title\": \"New %d\"}".formatted(Site.nextNumber()));
    }

    @Test
    void a_read_model_whose_table_refuses_stops_alone_and_goes_on_after_the_next_start()
            throws Exception {
        SITE.execute(
                """
                create function refuse() returns trigger language plpgsql as
                    $$ begin raise exception 'no more'; end $$;
                create trigger refuse before insert on queries.notification
                    for each row execute function refuse();
                """);
        String title = "Without notice " + Site.nextNumber();
        try {
            assertEquals(200, SITE.rename(title).status());
            Asked.until(
                    () -> health(),
                    it -> check(it, "notifications").path("status").asText().equals("DOWN"));

            assertEquals(200, health().status(), "people can go on with the rest");
            assertEquals("UP", check("projects").path("status").asText());
            assertEquals("UP", check("messages").path("status").asText());
            assertEquals(200, SITE.rename(title + " again").status());
            // While one of them has stopped, no answer waits for the read models.
            Asked.until(
                    () -> SITE.ben().get("/api/v1/projects/" + SITE.bridge()),
                    it -> (title + " again").equals(it.at("/title").textValue()));
            assertFalse(inbox().contains(title));
        } finally {
            SITE.execute("drop function refuse cascade");
        }
        assertEquals("DOWN", check("notifications").path("status").asText(), "it stays stopped");

        SITE.node().terminate();
        assertEquals(0, SITE.node().exitCode());
        SITE.node().start();

        assertEquals("UP", check("notifications").path("status").asText());
        assertTrue(inbox().contains(title));
    }

    private static Reply health() {
        return SITE.anna().get("/observe/health/ready");
    }

    private static JsonNode check(String name) {
        return check(health(), name);
    }

    private static JsonNode check(Reply health, String name) {
        for (JsonNode check : health.at("/checks")) {
            if (check.path("name").asText().equals(name)) {
                return check;
            }
        }
        throw new AssertionError("no check of " + name + ": " + health.json());
    }

    private static String inbox() {
        return SITE.ben().get("/api/v1/notifications").json().toString();
    }
}
