package minutebook.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What must be so before a request is answered: {@code If-Match} of commands, {@code Min-Position}
 * of queries; on two nodes (contract, part 2).
 */
class ConditionsIT {
    private static TestServer here;
    private static TestServer there;
    private static TestUser anna;
    private static TestUser ben;
    private static TestUser dora;

    @BeforeAll
    static void start() {
        here = new TestServer();
        there = here.again();
        anna = here.register("anna");
        ben = here.register("ben");
        dora = here.register("dora");
    }

    @AfterAll
    static void stop() {
        there.close();
        here.close();
    }

    @Test
    void a_tag_changes_with_what_it_stands_for_and_is_the_same_on_every_node() {
        String path = project();
        String first = tag(anna, path);

        assertTrue(first.matches("\"[!#-~]+\""), first);
        assertEquals(first, tag(ben, path));
        assertEquals(first, tag(anna.at(there.url()), path));
        anna.put(path, title());
        String renamed = tag(anna, path);
        assertNotEquals(first, renamed);
        anna.delete(path + "/remove-participant", "{\"participant\": %d}".formatted(ben.id()));
        assertNotEquals(renamed, tag(anna, path));
    }

    @Test
    void what_is_no_longer_so_is_not_changed() {
        String path = project();
        String stale = tag(anna, path);
        anna.put(path, title());
        String now = anna.get(path).at("/title").textValue();

        for (TestUser user : List.of(anna, anna.at(there.url()))) {
            Reply put = user.send("PUT", path, title(), Map.of("If-Match", stale));
            assertEquals(412, put.status());
            assertTrue(put.at("/message").isTextual());
            assertEquals(412, user.send("DELETE", path, null, Map.of("If-Match", stale)).status());
        }
        assertEquals(now, anna.get(path).at("/title").textValue());

        Reply put = anna.send("PUT", path, title(), Map.of("If-Match", tag(anna, path)));
        assertEquals(200, put.status(), put.json().toString());
        TestUser annaThere = anna.at(there.url());
        String current = tag(anna, path);
        assertEquals(
                200, annaThere.send("DELETE", path, null, Map.of("If-Match", current)).status());
        assertEquals(404, anna.get(path).status());
    }

    @Test
    void any_of_several_tags_will_do_and_so_will_a_star() {
        String path = project();

        assertEquals(200, match(path, "\"x\", " + tag(anna, path)));
        assertEquals(200, match(path, tag(anna, path) + ",\"x\""));
        assertEquals(200, match(path, "*"));
        var several =
                HttpRequest.newBuilder(here.url().resolve(path))
                        .header("Authorization", "Bearer " + anna.token())
                        .header("Content-Type", "application/json")
                        .header("If-Match", "\"x\"")
                        .header("If-Match", tag(anna, path))
                        .PUT(BodyPublishers.ofString(title()));
        assertEquals(200, TestUser.send(several.build()).status());
    }

    @Test
    void a_weak_tag_one_without_quotes_and_none_at_all_match_nothing() {
        String path = project();
        String tag = tag(anna, path);

        for (String none :
                List.of(
                        "W/" + tag,
                        tag.replace("\"", ""),
                        "",
                        "\"\"",
                        "\"x\"",
                        "\"*\"",
                        "\"x, " + tag.replace("\"", "") + "\"")) {
            assertEquals(412, match(path, none), none);
        }
        assertEquals(tag, tag(anna, path));
    }

    @Test
    void the_project_is_looked_for_first_then_the_role_then_the_tag() {
        String path = project();

        assertEquals(404, send(anna, "/api/v1/projects/999999"));
        assertEquals(403, send(dora, path));
        assertEquals(403, send(ben, path));
        assertEquals(412, send(anna, path));
        Map<String, String> stale = Map.of("If-Match", "\"stale\"");
        assertEquals(403, ben.send("PUT", path, "{}", stale).status());
        assertEquals(400, anna.send("PUT", path, "{}", stale).status());
    }

    private static int send(TestUser user, String path) {
        return user.send("DELETE", path, null, Map.of("If-Match", "\"stale\"")).status();
    }

    @Test
    void of_two_who_change_the_same_at_once_one_does() throws Exception {
        String path = project();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 10; round++) {
                Map<String, String> known = Map.of("If-Match", tag(anna, path));
                Callable<Integer> one = () -> anna.send("PUT", path, title(), known).status();
                Callable<Integer> other =
                        () -> anna.at(there.url()).send("PUT", path, title(), known).status();
                List<Future<Integer>> both = clients.invokeAll(List.of(one, other));

                assertEquals(200 + 412, both.getFirst().get() + both.getLast().get());
            }
        }
    }

    @Test
    void who_says_which_position_they_know_reads_it_on_every_node() {
        TestUser annaThere = anna.at(there.url());
        for (int i = 0; i < 10; i++) {
            Reply created = anna.post("/api/v1/projects", title());
            Reply read = annaThere.send("GET", path(created), null, from(created));
            assertEquals(200, read.status());
            assertEquals(created.json(), read.json());

            String name = "anna." + i;
            Reply edited = anna.put("/api/v1/users/me", profile(name));
            Reply me = annaThere.send("GET", "/api/v1/users/me", null, from(edited));
            assertEquals(name, me.at("/username").textValue());

            Reply deleted = annaThere.delete(path(created), null);
            assertEquals(404, anna.send("GET", path(created), null, from(deleted)).status());
        }
    }

    @Test
    void a_position_that_does_not_come_is_not_waited_for_for_ever() {
        long since = System.nanoTime();

        Reply ahead =
                anna.send("GET", "/api/v1/projects", null, Map.of("Min-Position", "9".repeat(18)));

        Duration waited = Duration.ofNanos(System.nanoTime() - since);
        assertEquals(503, ahead.status());
        assertTrue(String.valueOf(ahead.header("Retry-After")).matches("[1-9]\\d*"));
        assertTrue(waited.compareTo(Duration.ofSeconds(4)) > 0, waited::toString);
        assertTrue(waited.compareTo(Duration.ofSeconds(20)) < 0, waited::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "1.0", "1 2", "9999999999999999999"})
    void what_is_no_position_is_told(String position) {
        Map<String, String> header = Map.of("Min-Position", position);

        assertEquals(400, anna.send("GET", "/api/v1/users", null, header).status());
        assertEquals(
                401,
                TestUser.nobody(here.url()).send("GET", "/api/v1/users", null, header).status());
    }

    private static String project() {
        long id = anna.createProject("Project " + UUID.randomUUID(), List.of(), List.of(ben));
        return "/api/v1/projects/" + id;
    }

    private static String path(Reply project) {
        return "/api/v1/projects/" + project.at("/id");
    }

    private static String title() {
        return "{\"title\": \"Title %s\"}".formatted(UUID.randomUUID());
    }

    private static String profile(String username) {
        return "{\"username\": \"%s\", \"first_name\": \"A\", \"last_name\": \"A\"}"
                .formatted(username);
    }

    private static String tag(TestUser user, String path) {
        return String.valueOf(user.get(path).header("ETag"));
    }

    private static int match(String path, String tags) {
        return anna.send("PUT", path, title(), Map.of("If-Match", tags)).status();
    }

    private static Map<String, String> from(Reply command) {
        return Map.of("Min-Position", String.valueOf(command.header("Event-Position")));
    }
}
