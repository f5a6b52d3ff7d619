package minutebook.web.throttle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.docs.CheckedHttp;
import minutebook.web.http.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who asks too much is held back, over HTTP, and nobody else is. */
class ThrottleIT {
    private static final Duration ALL_FORGOTTEN = Duration.ofDays(31);

    private static HandMovedClock clock;
    private static TestServer server;
    private static HttpClient here;
    private static HttpClient elsewhere;
    private static TestUser anna;

    @BeforeAll
    static void start() throws Exception {
        clock = new HandMovedClock();
        server = new TestServer(clock);
        here = CheckedHttp.at("127.0.0.1");
        elsewhere = CheckedHttp.at("127.0.0.2");
        anna = server.register("anna");
    }

    @AfterAll
    static void stop() {
        here.close();
        elsewhere.close();
        server.close();
    }

    @BeforeEach
    void forget() {
        clock.pass(ALL_FORGOTTEN);
    }

    @Test
    void a_strangers_failures_at_the_same_address_do_not_lock_the_owners_browser_out()
            throws Exception {
        String cookie = cookie(logIn(here, anna.email(), TestUser.PASSWORD, null));
        fail10Times(here, anna.email(), null);

        assertEquals(429, logIn(here, anna.email(), TestUser.PASSWORD, null).statusCode());
        assertEquals(429, logIn(here, anna.email(), TestUser.PASSWORD, "device=x").statusCode());
        assertEquals(200, logIn(here, anna.email(), TestUser.PASSWORD, cookie).statusCode());
        fail10Times(here, anna.email(), cookie);
        assertEquals(429, logIn(here, anna.email(), TestUser.PASSWORD, cookie).statusCode());
    }

    @Test
    void a_strangers_failures_elsewhere_do_not_lock_the_owner_out() throws Exception {
        fail10Times(elsewhere, anna.email(), null);

        assertEquals(429, logIn(elsewhere, anna.email(), TestUser.PASSWORD, null).statusCode());
        assertEquals(200, logIn(here, anna.email(), TestUser.PASSWORD, null).statusCode());
    }

    @Test
    void an_unknown_mail_is_held_back_like_a_known_one() throws Exception {
        fail10Times(elsewhere, anna.email(), null);
        fail10Times(elsewhere, "nobody@example.org", null);

        var known = logIn(elsewhere, anna.email(), "wrong-one", null);
        var unknown = logIn(elsewhere, "NOBODY@example.org", "wrong-one", null);
        assertEquals(429, known.statusCode());
        assertEquals(known.body(), unknown.body());
        assertEquals(retryAfter(known), retryAfter(unknown));
    }

    @Test
    void the_refusal_has_the_form_of_all_others_and_tells_the_true_time() throws Exception {
        fail10Times(elsewhere, anna.email(), null);

        var refusal = logIn(elsewhere, anna.email(), TestUser.PASSWORD, null);

        assertEquals(429, refusal.statusCode());
        assertEquals(90, retryAfter(refusal));
        var body = Json.read(refusal.body().getBytes(StandardCharsets.UTF_8));
        assertEquals("Too many requests. Try again in 90 s.", body.at("/message").textValue());
        assertEquals(429, body.at("/status").intValue());
        assertEquals("Too Many Requests", body.at("/title").textValue());
        assertEquals("about:blank", body.at("/type").textValue());
        assertEquals(body.at("/message"), body.at("/detail"));

        clock.pass(Duration.ofSeconds(89));
        assertEquals(429, logIn(elsewhere, anna.email(), "wrong-one", null).statusCode());
        clock.pass(Duration.ofSeconds(1));
        assertEquals(401, logIn(elsewhere, anna.email(), "wrong-one", null).statusCode());
    }

    @Test
    void what_is_refused_is_not_hashed() throws Exception {
        fail10Times(elsewhere, anna.email(), null);
        long before = hashingNanos();

        for (int i = 0; i < 4; i++) {
            assertEquals(429, logIn(elsewhere, anna.email(), "wrong-one", null).statusCode());
        }
        long refused = hashingNanos() - before;
        assertEquals(401, logIn(here, "fresh@example.org", "wrong-one", null).statusCode());
        long hashed = hashingNanos() - before - refused;

        // Not nothing: a thread may just have been coming to rest.
        assertTrue(refused < hashed / 2, refused + " and " + hashed);
    }

    @Test
    void the_cookie_is_kept_for_the_log_in_alone_and_tells_nothing_of_the_user() throws Exception {
        var answer = logIn(here, anna.email(), TestUser.PASSWORD, null);
        String cookie = setCookie(answer);

        assertTrue(cookie.contains("Path=/auth/login"), cookie);
        assertTrue(cookie.contains("HttpOnly"), cookie);
        assertTrue(cookie.contains("SameSite=Strict"), cookie);
        assertTrue(cookie.contains("Max-Age=31536000"), cookie);
        assertTrue(!cookie.contains("Secure") && !cookie.contains(anna.name()), cookie);
        var wrong = logIn(here, anna.email(), "wrong-one", null);
        assertNull(wrong.headers().firstValue("Set-Cookie").orElse(null));
    }

    @Test
    void who_registers_has_a_known_browser_too() throws Exception {
        String name = "n" + UUID.randomUUID();
        String cookie = cookie(register(here, name));
        fail10Times(here, name + "@example.org", null);

        var answer = logIn(here, name + "@example.org", TestUser.PASSWORD, cookie);

        assertEquals(200, answer.statusCode());
    }

    @Test
    void one_address_registers_no_crowd() throws Exception {
        int registered = 0;
        var answer = register(elsewhere, "n" + UUID.randomUUID());
        while (answer.statusCode() == 201 && registered < 40) {
            registered++;
            answer = register(elsewhere, "n" + UUID.randomUUID());
        }

        assertEquals(30, registered);
        assertEquals(429, answer.statusCode());
        assertEquals(120, retryAfter(answer));
        assertEquals(201, register(here, "n" + UUID.randomUUID()).statusCode());
    }

    @Test
    void nobody_fills_a_mailbox_with_links() throws Exception {
        for (int i = 0; i < 4; i++) {
            assertEquals(200, forget(i % 2 == 0 ? here : elsewhere, anna.email()).statusCode());
        }

        var refused = forget(here, anna.email());
        assertEquals(429, refused.statusCode());
        assertEquals(450, retryAfter(refused));
    }

    @Test
    void a_session_changes_its_password_no_more_than_ten_times() {
        String body = "{\"older_password\": \"guess\", \"new_password\": \"a few words\"}";
        for (int i = 0; i < 10; i++) {
            assertEquals(400, anna.put("/api/v1/users/me/reset-password", body).status());
        }

        assertEquals(429, anna.put("/api/v1/users/me/reset-password", body).status());
    }

    @Test
    void a_user_sends_a_burst_of_commands_and_then_waits_while_reading_goes_on() {
        TestUser cleo = server.register("cleo");
        int taken = 0;
        while (taken < 400 && cleo.post("/api/v1/projects", "{}").status() == 400) {
            taken++;
        }

        assertEquals(300, taken);
        var refused = cleo.put("/api/v1/users/me", "{}");
        assertEquals(429, refused.status());
        assertEquals("1", refused.header("Retry-After"));
        assertEquals(200, cleo.get("/api/v1/users/me").status());
        clock.pass(Duration.ofSeconds(1));
        assertEquals(400, cleo.put("/api/v1/users/me", "{}").status());
    }

    @Test
    void a_user_has_ten_streams_and_others_have_theirs() throws Exception {
        TestUser ben = server.register("ben");
        List<InputStream> streams = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            var stream = stream(anna);
            assertEquals(200, stream.statusCode());
            streams.add(stream.body());
        }

        var refused = stream(anna);
        assertEquals(429, refused.statusCode());
        assertEquals(30, retryAfter(refused));
        try (InputStream other = stream(ben).body()) {
            assertNotNull(other);
        }
        assertEquals(200, anna.delete("/api/v1/users/stream", null).status());
        for (InputStream stream : streams) {
            stream.readAllBytes();
        }
        try (InputStream again = stream(anna).body()) {
            assertEquals('r', again.read(), "retry:");
        }
    }

    private static void fail10Times(HttpClient from, String email, @Nullable String cookie)
            throws Exception {
        for (int i = 0; i < 10; i++) {
            var answer = logIn(from, email, "wrong-one", cookie);
            if (answer.statusCode() != 401) {
                // With a cookie, the log-in before has taken a little too.
                assertEquals(429, answer.statusCode());
                assertEquals(9, i);
            }
        }
    }

    /** Of processor time: what the threads that hash passwords have worked. */
    private static long hashingNanos() {
        var threads = ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(it -> it.getName().startsWith("passwords-"))
                .mapToLong(it -> threads.getThreadCpuTime(it.threadId()))
                .sum();
    }

    private static HttpResponse<String> logIn(
            HttpClient from, String email, String password, @Nullable String cookie)
            throws Exception {
        var request =
                HttpRequest.newBuilder(server.url().resolve("/auth/login"))
                        .header("Content-Type", "application/json")
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"email\": \"%s\", \"password\": \"%s\"}"
                                                .formatted(email, password)));
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        return CheckedHttp.send(from, request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> register(HttpClient from, String name) throws Exception {
        String body =
                """
                {"email": "%1$s@example.org", "username": "%1$s", "password": "%2$s",
                 "first_name": "N", "last_name": "Test"}
                """
                        .formatted(name, TestUser.PASSWORD);
        return CheckedHttp.send(
                from,
                HttpRequest.newBuilder(server.url().resolve("/api/v1/users"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> forget(HttpClient from, String email) throws Exception {
        return CheckedHttp.send(
                from,
                HttpRequest.newBuilder(server.url().resolve("/api/v1/users/me/forget-password"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"email\": \"%s\"}".formatted(email)))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void streams_that_were_left_without_a_word_make_room_at_once() throws Exception {
        TestUser cleo = server.register("cleo");
        for (int reload = 0; reload < 25; reload++) {
            HttpResponse<InputStream> stream = stream(cleo);
            assertEquals(200, stream.statusCode(), "reload " + reload);
            stream.body().close();
        }
    }

    private static HttpResponse<InputStream> stream(TestUser user) throws Exception {
        return CheckedHttp.send(
                here,
                HttpRequest.newBuilder(server.url().resolve("/api/v1/users/stream/" + user.token()))
                        .build(),
                BodyHandlers.ofInputStream());
    }

    private static long retryAfter(HttpResponse<?> answer) {
        return answer.headers().firstValueAsLong("Retry-After").orElse(-1);
    }

    private static String setCookie(HttpResponse<?> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow();
    }

    /** As a browser sends it back. */
    private static String cookie(HttpResponse<?> answer) {
        return setCookie(answer).split(";", 2)[0];
    }
}
