package minutebook.web.access;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import minutebook.events.users.Role;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.mail.RefusedMail;
import minutebook.web.mail.TestPost;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands under an {@code Idempotency-Key} (contract, part 2). */
class IdempotencyIT {
    private static final String PROJECTS = "/api/v1/projects";

    private static TestServer here;
    private static TestServer there;
    private static TestUser anna;
    private static TestUser ben;
    private static TestUser cleo;
    private static TestUser dora;
    private static TestUser eve;
    private static TestUser frieda;
    private static TestUser admin;
    private static long refusedMail;

    @BeforeAll
    static void start() throws InterruptedException {
        here = new TestServer();
        there = here.again();
        anna = here.register("anna");
        ben = here.register("ben");
        cleo = here.register("cleo");
        dora = here.register("dora");
        eve = here.register("eve");
        frieda = here.register("frieda");
        admin = here.register("admin");
        here.grant(admin, Role.ADMIN);
        refusedMail = RefusedMail.id(here.register(TestPost.REFUSED), admin);
    }

    @AfterAll
    static void stop() {
        there.close();
        here.close();
    }

    /**
     * A command, on a project of its own, that Anna owns, Cleo coaches and Ben takes part in.
     *
     * @param body with the project's number, which is used for whatever must be new
     */
    record Case(String route, Supplier<TestUser> by, Function<Long, String> body) {
        @Override
        public String toString() {
            return route;
        }

        Reply send(TestServer node, long project, String key, String body) {
            String[] parts = route.split(" ", 2);
            return by.get()
                    .at(node.url())
                    .send(parts[0], path(parts[1], project), body, Map.of("Idempotency-Key", key));
        }

        private static String path(String path, long project) {
            return path.replace("{project}", Long.toString(project))
                    .replace("{mail}", Long.toString(refusedMail))
                    .replace("{user}", Long.toString(frieda.id()));
        }
    }

    static List<Case> commands() {
        String one = " /api/v1/projects/{project}";
        return List.of(
                new Case("POST " + PROJECTS, () -> anna, it -> title("Next to " + it)),
                new Case("PUT" + one, () -> anna, it -> title("Renamed " + it)),
                new Case("DELETE" + one, () -> anna, _ -> "{}"),
                new Case("PUT" + one + "/owner", () -> anna, _ -> of("owner", cleo)),
                new Case("POST" + one + "/invite", () -> ben, _ -> of("participant", dora)),
                new Case("DELETE" + one + "/leave", () -> cleo, _ -> "{}"),
                new Case("POST" + one + "/designate-coach", () -> cleo, _ -> of("coach", ben)),
                new Case("DELETE" + one + "/designate-coach", () -> anna, _ -> of("coach", cleo)),
                new Case(
                        "DELETE" + one + "/remove-participant",
                        () -> anna,
                        _ -> of("participant", ben)),
                new Case("PUT /api/v1/users/me", () -> dora, it -> profile("dora." + it)),
                new Case(
                        "PUT /api/v1/users/me/reset-password",
                        () -> eve,
                        _ -> passwords(TestUser.PASSWORD, "Another-passw0rd")),
                new Case("PUT /api/v1/users/me/mail", () -> dora, _ -> "{\"projects\": false}"),
                new Case("POST /api/v1/users/admin/{user}", () -> admin, _ -> "{}"),
                new Case("DELETE /api/v1/users/admin/{user}", () -> admin, _ -> "{}"),
                new Case("POST /api/v1/users/archive/{user}", () -> admin, _ -> "{}"),
                new Case("DELETE /api/v1/users/archive/{user}", () -> admin, _ -> "{}"),
                new Case("DELETE /api/v1/users/{user}", () -> admin, _ -> "{}"),
                new Case("POST /api/v1/mail/{mail}/retry", () -> admin, _ -> "{}"),
                new Case("PUT /api/v1/notifications/read", () -> ben, _ -> newest(ben)));
    }

    @Test
    void there_is_a_case_for_each_command_of_users_who_are_logged_in() {
        Set<String> ofOthers =
                Set.of(
                        "POST /api/v1/users",
                        "POST /api/v1/users/me/forget-password",
                        "PUT /api/v1/users/me/forget-password",
                        "PUT /api/v1/users/verify",
                        "POST /api/v1/mail/unsubscribe/{token}",
                        "DELETE /api/v1/users/stream",
                        // Who asks again, is nobody any more.
                        "DELETE /api/v1/users/me",
                        "POST /api/v1/users/stream-ticket");
        var commands =
                here.routes().stream()
                        .filter(it -> it.path().startsWith("/api/v1/"))
                        .filter(it -> !it.method().equals("GET"))
                        .map(Object::toString)
                        .filter(it -> !ofOthers.contains(it))
                        .collect(toCollection(TreeSet::new));

        assertEquals(
                commands, commands().stream().map(Case::route).collect(toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void what_is_asked_again_is_done_once_and_answered_as_the_first_time(Case it) throws Exception {
        String key = key();
        long project = project();
        String body = it.body().apply(project);
        Reply first = it.send(here, project, key, body);
        assertEquals(2, first.status() / 100, first.json().toString());
        long events = events();

        for (TestServer node : List.of(here, there)) {
            assertSame(first, it.send(node, project, key, body));
            Reply other = it.send(node, project, key, "{\"other\": 1}");
            assertEquals(409, other.status());
            assertTrue(other.at("/message").textValue().contains("Idempotency-Key"));
        }

        assertEquals(events, events());
    }

    @Test
    void it_is_answered_with_the_resource_as_it_is_now() {
        String title = "Bridge " + key();
        Map<String, String> key = Map.of("Idempotency-Key", key());
        Reply created = anna.send("POST", PROJECTS, title(title), key);
        String path = PROJECTS + "/" + created.at("/id");
        Reply renamed = anna.send("PUT", path, title(title + " 2"), key);
        anna.put(path, title(title + " 3"));

        Reply again = anna.send("POST", PROJECTS, title(title), key);
        assertEquals(201, again.status());
        assertEquals(position(created), position(again));
        assertEquals(anna.get(path).json(), again.json());
        assertEquals(title + " 3", again.at("/title").textValue());
        again = anna.at(there.url()).send("PUT", path, title(title + " 2"), key);
        assertEquals(position(renamed), position(again));
        assertEquals(title + " 3", again.at("/title").textValue());

        dora.put("/api/v1/users/me", profile("dora.one"));
        dora.send("PUT", "/api/v1/users/me", profile("dora.two"), key);
        dora.put("/api/v1/users/me", profile("dora.three"));
        again = dora.at(there.url()).send("PUT", "/api/v1/users/me", profile("dora.two"), key);
        assertEquals("dora.three", again.at("/username").textValue());
    }

    @Test
    void what_was_done_was_done_even_if_who_did_it_may_not_do_or_see_it_any_more() {
        String title = "Bridge " + key();
        String body =
                "{\"title\": \"%s\", \"participants\": [%d, %d]}"
                        .formatted(title, ben.id(), cleo.id());
        Map<String, String> key = Map.of("Idempotency-Key", key());
        Reply created = ben.send("POST", PROJECTS, body, key);
        String path = PROJECTS + "/" + created.at("/id");
        Reply renamed = ben.send("PUT", path, title("Mine " + key()), key);
        String mine = renamed.at("/title").textValue();
        Reply invited = ben.send("POST", path + "/invite", of("participant", dora), key);
        ben.put(path + "/owner", of("owner", cleo));
        cleo.delete(path + "/designate-coach", of("coach", ben));
        assertEquals(200, ben.delete(path + "/leave", null).status());

        for (TestServer node : List.of(here, there)) {
            TestUser former = ben.at(node.url());
            Reply again = former.send("POST", PROJECTS, body, key);
            assertEquals(201, again.status());
            assertEquals(position(created), position(again));
            assertTrue(again.at("/message").isTextual(), again.json().toString());
            assertFalse(again.json().has("title"), "it is none of theirs");
            again = former.send("POST", path + "/invite", of("participant", dora), key);
            assertSame(invited, again);
        }
        assertEquals(200, cleo.delete(path, null).status());
        Reply again = ben.send("PUT", path, title(mine), key);
        assertEquals(200, again.status());
        assertEquals(position(renamed), position(again));
        assertFalse(again.json().has("title"));
    }

    @Test
    void of_a_hundred_equal_requests_at_once_on_two_nodes_one_is_done() throws Exception {
        long events = events();
        String title = title("Race " + key());
        Map<String, String> key = Map.of("Idempotency-Key", key());
        Callable<Reply> one = () -> create(anna, title, key);
        Callable<Reply> other = () -> create(anna.at(there.url()), title, key);
        var answers = new HashSet<String>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var requests = new ArrayList<>(Collections.nCopies(50, one));
            requests.addAll(Collections.nCopies(50, other));
            Collections.shuffle(requests);
            for (Future<Reply> each : clients.invokeAll(requests)) {
                Reply reply = each.get();
                answers.add(reply.status() + " " + position(reply) + " " + reply.json());
            }
        }

        assertEquals(1, answers.size(), answers::toString);
        assertTrue(answers.iterator().next().startsWith("201 "), answers::toString);
        assertEquals(events + 1, events());
    }

    /** Whoever is not served in time has done nothing, and asks again under the same key. */
    private static Reply create(TestUser by, String title, Map<String, String> key) {
        Reply reply = by.send("POST", PROJECTS, title, key);
        for (int again = 0; again < 20 && reply.status() == 503; again++) {
            reply = by.send("POST", PROJECTS, title, key);
        }
        return reply;
    }

    @Test
    void it_is_remembered_after_a_restart() {
        String body = title("Bridge " + key());
        Map<String, String> key = Map.of("Idempotency-Key", key());
        Reply first = anna.send("POST", PROJECTS, body, key);

        there.close();
        there = here.again();

        assertSame(first, anna.at(there.url()).send("POST", PROJECTS, body, key));
    }

    @Test
    void a_refusal_is_not_kept() {
        long project = project();
        String path = PROJECTS + "/" + project;
        Map<String, String> key = Map.of("Idempotency-Key", key());
        assertEquals(400, anna.send("POST", path + "/invite", "{}", key).status());
        assertEquals(
                400, anna.send("POST", path + "/invite", of("participant", ben), key).status());
        anna.delete(path + "/remove-participant", of("participant", ben));

        Reply first = anna.send("POST", path + "/invite", of("participant", ben), key);

        assertEquals(200, first.status(), first.json().toString());
        assertSame(first, anna.send("POST", path + "/invite", of("participant", ben), key));
    }

    @Test
    void that_it_was_so_already_is_kept() throws Exception {
        String path = PROJECTS + "/" + project();
        String same = title(anna.get(path).at("/title").textValue());
        Map<String, String> key = Map.of("Idempotency-Key", key());
        long events = events();
        Reply first = anna.send("PUT", path, same, key);
        assertEquals(200, first.status(), first.json().toString());
        assertEquals(events, events());
        anna.put(path, title("Changed " + key()));

        Reply again = anna.at(there.url()).send("PUT", path, same, key);

        assertEquals(position(first), position(again));
        assertTrue(again.at("/title").textValue().startsWith("Changed"));
        String name = dora.get("/api/v1/users/me").at("/username").textValue();
        dora.put("/api/v1/users/me", profile(name));
        assertEquals(200, dora.send("PUT", "/api/v1/users/me", profile(name), key).status());
    }

    @Test
    void a_key_is_one_persons_for_one_method_and_path() {
        Map<String, String> key = Map.of("Idempotency-Key", key());
        String body = title("Scope " + key());
        Reply annas = anna.send("POST", PROJECTS, body, key);
        assertEquals(409, ben.send("POST", PROJECTS, body, key).status(), "the title is taken");
        String path = PROJECTS + "/" + annas.at("/id");
        assertEquals(201, ben.send("POST", PROJECTS, title("Ben's " + key()), key).status());
        Reply put = anna.send("PUT", path, body, key);
        assertNotEquals(annas.status(), put.status());
        assertEquals(
                200,
                anna.send(
                                "PUT",
                                PROJECTS + "/" + project(),
                                "{\"title\": \"%s\"}".formatted("Other " + key()),
                                key)
                        .status());
        assertEquals(200, anna.send("DELETE", path + "/", body, key).status());
        assertSame(
                anna.send("DELETE", path + "/", body, key), anna.send("DELETE", path, body, key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "256", "a\tb"})
    void a_key_that_is_none_is_told(String key) {
        String value = key.equals("256") ? "x".repeat(256) : key;
        Reply reply = anna.send("POST", PROJECTS, title("None"), Map.of("Idempotency-Key", value));

        assertEquals(400, reply.status());
        assertTrue(reply.at("/message").textValue().contains("Idempotency-Key"));
    }

    @Test
    void a_key_beyond_ascii_is_told() throws Exception {
        String head =
                """
                POST %s HTTP/1.1\r
                Host: localhost\r
                Connection: close\r
                Authorization: Bearer %s\r
                Content-Type: application/json\r
                Content-Length: 15\r
                Idempotency-Key: schl\u00fcssel\r
                \r
                {"title": "Ü"}
                """
                        .formatted(PROJECTS, anna.token());
        try (var socket = new Socket(here.url().getHost(), here.url().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        }
    }

    @Test
    void a_key_of_255_characters_is_one_and_two_are_none() {
        String longest = "~ !\"" + "x".repeat(255 - 4);
        String body = title("Long " + key());
        Map<String, String> key = Map.of("Idempotency-Key", longest);
        Reply first = anna.send("POST", PROJECTS, body, key);
        assertEquals(201, first.status(), first.json().toString());
        assertSame(first, anna.send("POST", PROJECTS, body, key));

        var two =
                HttpRequest.newBuilder(here.url().resolve(PROJECTS))
                        .header("Authorization", "Bearer " + anna.token())
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "one")
                        .header("Idempotency-Key", "two")
                        .POST(BodyPublishers.ofString(title("Two")));
        assertEquals(400, TestUser.send(two.build()).status());
    }

    private static long project() {
        return anna.createProject("Project " + key(), List.of(cleo), List.of(ben));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static String title(String title) {
        return "{\"title\": \"%s\"}".formatted(title);
    }

    private static String of(String field, TestUser user) {
        return "{\"%s\": %d}".formatted(field, user.id());
    }

    private static String profile(String username) {
        return "{\"username\": \"%s\", \"first_name\": \"D\", \"last_name\": \"E\"}"
                .formatted(username);
    }

    private static String passwords(String older, String newer) {
        return "{\"older_password\": \"%s\", \"new_password\": \"%s\"}".formatted(older, newer);
    }

    private static String newest(TestUser user) {
        return "{\"up_to\": %s}".formatted(user.get("/api/v1/notifications").at("/data/0/id"));
    }

    private static void assertSame(Reply first, Reply again) {
        assertEquals(first.status(), again.status(), again.json().toString());
        assertEquals(position(first), position(again));
        assertEquals(first.json(), again.json());
    }

    private static @Nullable String position(Reply reply) {
        return reply.header("Event-Position");
    }

    private static long events() throws Exception {
        try (var connection = here.database().getConnection();
                var rows =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "select count(*) from book.event"
                                                // What becomes of mails, nobody commands.
                                                + " where actor is not null or stream not like"
                                                + " 'mail-%'")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
