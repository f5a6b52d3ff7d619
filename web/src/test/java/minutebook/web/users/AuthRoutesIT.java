package minutebook.web.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.stream.IntStream;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.access.HashCost;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging in and out over HTTP. */
class AuthRoutesIT {
    private static final String LOGIN_WRONG = "Email or Password does not match.";

    private static TestServer server;
    private static TestUser nobody;
    private static TestUser anna;

    @BeforeAll
    static void start() {
        server = new TestServer();
        nobody = TestUser.nobody(server.url());
        anna = server.register("anna");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", " %S ", "\\t%s\\n"})
    void a_mail_in_any_case_and_its_password_are_answered_with_a_token(String form) {
        Reply reply = logIn(form.formatted(anna.email()), TestUser.PASSWORD);

        assertEquals(200, reply.status(), reply.json().toString());
        assertEquals("Bearer", reply.at("/token_type").textValue());
        assertEquals(3_600, reply.at("/token_expires_in").asInt());
        assertTrue(reply.at("/message").isTextual());
        assertNotNull(reply.header("Event-Position"));
        assertEquals(
                anna.id(), with(token(reply)).get("/api/v1/users/me").at("/id").asLong(), "me");
    }

    @Test
    void a_wrong_password_and_an_unknown_mail_are_answered_the_same() {
        Reply wrong = logIn(anna.email(), TestUser.PASSWORD + " ");
        Reply unknown = logIn("nobody@example.org", TestUser.PASSWORD);

        assertEquals(401, wrong.status());
        assertEquals(LOGIN_WRONG, wrong.at("/message").textValue());
        assertEquals(wrong.json(), unknown.json());
        assertEquals(wrong.status(), unknown.status());
        assertEquals(challenge(wrong), challenge(unknown));
        assertTrue(challenge(wrong).startsWith("Bearer"), challenge(wrong));
    }

    @Test
    void a_wrong_password_and_an_unknown_mail_take_the_same_time() {
        try (var dear = TestServer.hashing(HashCost.OWASP)) {
            TestUser ben = dear.register("ben");
            long known = Long.MAX_VALUE;
            long unknown = Long.MAX_VALUE;
            // By turns, so that what keeps the machine busy for a while is in the way of both.
            for (int i = 0; i < 8; i++) {
                known = Math.min(known, nanos(ben, ben.email()));
                unknown = Math.min(unknown, nanos(ben, "nobody@example.org"));
            }

            // An answer without any hashing would be some fifty times faster.
            assertTrue(
                    unknown > known / 3 && known > unknown / 3, known + " ns, " + unknown + " ns");
        }
    }

    private static long nanos(TestUser asking, String email) {
        long start = System.nanoTime();
        logIn(asking, email, "wrong-password");
        return System.nanoTime() - start;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | email | 'email' is required.",
                "{\"password\":\"x\"} | email | 'email' is required.",
                "{\"email\":\"a@b.cd\"} | password | 'password' is required.",
                "{\"email\":5,\"password\":\"x\"} | email | 'email' must be a string.",
                "{\"email\":\"a@b.cd\",\"password\":[]} | password | 'password' must be a string.",
                "{\"email\":\"a\\u0000\",\"password\":\"x\"} | email | 'email' must not contain control characters."
            })
    void a_field_at_fault_is_named(String body, String field, String text) {
        Reply reply = nobody.post("/auth/login", body);

        assertEquals(400, reply.status());
        assertEquals(text, reply.at("/errors/" + field).textValue());
    }

    @Test
    void a_password_of_any_length_and_letters_is_only_wrong() {
        assertEquals(401, logIn(anna.email(), "x".repeat(60_000)).status());
        assertEquals(401, logIn(anna.email(), "\\u0000\\ud800").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void who_logs_out_is_out_at_once_and_nobody_else_is(String method) {
        TestUser here = session();
        TestUser there = session();

        Reply out = here.send(method, "/auth/logout", null);

        assertEquals(200, out.status());
        assertTrue(out.at("/message").isTextual());
        assertNotNull(out.header("Event-Position"));
        assertDead(here);
        assertLive(there);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void a_refreshed_token_is_new_and_the_older_one_dead_at_once(String method) {
        TestUser older = session();

        Reply reply = older.send(method, "/auth/refresh-token/", null);

        assertEquals(200, reply.status());
        assertEquals("Bearer", reply.at("/token_type").textValue());
        assertEquals(3_600, reply.at("/token_expires_in").asInt());
        assertNotEquals(older.token(), token(reply));
        assertDead(older);
        assertLive(with(token(reply)));
        assertEquals(401, older.send(method, "/auth/refresh-token", null).status(), "once more");
        assertLive(with(token(reply)));

        with(token(reply)).post("/auth/logout", "{}");
        assertDead(with(token(reply)));
    }

    @Test
    void of_two_who_refresh_one_token_at_the_same_moment_one_gets_a_new_one() {
        TestUser shared = session();

        List<Integer> statuses =
                IntStream.range(0, 4)
                        .parallel()
                        .map(_ -> shared.post("/auth/refresh-token", "{}").status())
                        .sorted()
                        .boxed()
                        .toList();

        assertEquals(List.of(200, 401, 401, 401), statuses);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic YTpi",
                "Bearer",
                "Bearer ",
                "Token x",
                "Bearer a.b.c",
                "Bearer x y",
                "x"
            })
    void who_shows_no_token_is_told_to_bring_one(String header) {
        assertRefused(with(null).get("/api/v1/users/me"));
        assertRefused(withHeader(header));
    }

    @Test
    void a_token_that_was_tampered_with_is_not_taken() {
        String good = String.valueOf(anna.token());

        assertRefused(withHeader("Bearer " + good.substring(0, good.length() - 4)));
        assertRefused(withHeader("Bearer " + good + "x"));
        assertRefused(withHeader("Bearer " + "x".repeat(5_000)));
        assertEquals(200, withHeader("bearer " + good).status(), "the scheme in any case");
    }

    private static Reply withHeader(String authorization) {
        return TestUser.send(
                HttpRequest.newBuilder(server.url().resolve("/api/v1/users/me"))
                        .header("Authorization", authorization)
                        .build());
    }

    private static void assertRefused(Reply reply) {
        assertEquals(401, reply.status());
        assertTrue(challenge(reply).startsWith("Bearer"), challenge(reply));
        assertTrue(reply.at("/message").isTextual());
    }

    private static void assertLive(TestUser user) {
        assertEquals(200, user.get("/api/v1/users/me").status());
    }

    private static void assertDead(TestUser user) {
        assertRefused(user.get("/api/v1/users/me"));
        assertRefused(user.post("/api/v1/projects", "{}"));
    }

    private static TestUser session() {
        return with(token(logIn(anna.email(), TestUser.PASSWORD)));
    }

    private static TestUser with(@Nullable String token) {
        return anna.withToken(token);
    }

    private static Reply logIn(String email, String password) {
        return logIn(nobody, email, password);
    }

    private static Reply logIn(TestUser asking, String email, String password) {
        return asking.post(
                "/auth/login",
                "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password));
    }

    private static String token(Reply reply) {
        return reply.at("/authorization").textValue();
    }

    private static String challenge(Reply reply) {
        return String.valueOf(reply.header("WWW-Authenticate"));
    }
}
