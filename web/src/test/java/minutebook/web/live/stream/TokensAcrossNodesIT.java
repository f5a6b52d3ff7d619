package minutebook.web.live.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.BooleanSupplier;
import minutebook.events.vault.ServerKeys;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.access.TokenKeys;
import minutebook.web.live.chat.ChatClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one node does to a token is soon true on the other. */
class TokensAcrossNodesIT {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LIVE_END = Duration.ofSeconds(10);
    private static final String ME = "/api/v1/users/me";

    private static TestServer server;
    private static TestServer otherServer;
    private static URI other;

    private TestUser ben;
    private TestUser elsewhere;

    @BeforeAll
    static void start() {
        server = new TestServer();
        otherServer = server.again();
        other = otherServer.url();
    }

    @AfterAll
    static void stop() {
        otherServer.close();
        server.close();
    }

    @BeforeEach
    void given_a_user_with_two_sessions() {
        ben = server.register("ben");
        elsewhere = logIn(ben);
    }

    @Test
    void who_logs_out_on_one_is_out_on_the_other() throws Exception {
        try (var stream = EventStream.of(ben.at(other));
                var socket = ChatClient.connect(ben.at(other));
                var going = EventStream.of(elsewhere.at(other))) {
            assertEquals(200, ben.post("/auth/logout", "").status());

            assertEquals(401, ben.get(ME).status(), "at once here");
            assertWithin(SOON, () -> ben.at(other).get(ME).status() == 401);
            stream.awaitEnd(LIVE_END);
            assertEquals("disconnect", socket.next(LIVE_END).event());
            assertGoesOn(elsewhere, going);
        }
    }

    @Test
    void a_new_password_on_one_ends_the_other_sessions_on_the_other() throws Exception {
        try (var stream = EventStream.of(elsewhere.at(other));
                var socket = ChatClient.connect(elsewhere.at(other));
                var going = EventStream.of(ben.at(other))) {
            Reply changed =
                    ben.put(
                            "/api/v1/users/me/reset-password",
                            """
                            {"older_password": "%s", "new_password": "another-Passw0rd"}
                            """
                                    .formatted(TestUser.PASSWORD));
            assertEquals(200, changed.status());

            assertEquals(401, elsewhere.get(ME).status(), "at once here");
            assertWithin(SOON, () -> elsewhere.at(other).get(ME).status() == 401);
            stream.awaitEnd(LIVE_END);
            assertEquals("disconnect", socket.next(LIVE_END).event());
            assertEquals(200, ben.at(other).get(ME).status());
            assertGoesOn(ben, going);
        }
    }

    @Test
    void a_refresh_on_one_kills_the_older_token_on_the_other_and_nothing_that_goes_on()
            throws Exception {
        try (var stream = EventStream.of(ben.at(other));
                var socket = ChatClient.connect(ben.at(other))) {
            Reply refreshed = ben.post("/auth/refresh-token", "");
            TestUser renewed = ben.withToken(refreshed.at("/authorization").textValue());

            assertEquals(200, renewed.at(other).get(ME).status(), "the new one is good at once");
            assertEquals(401, ben.get(ME).status(), "at once here");
            assertWithin(SOON, () -> ben.at(other).get(ME).status() == 401);
            assertGoesOn(renewed, stream);
            assertEquals(200, renewed.post("/auth/logout", "").status());
            stream.awaitEnd(LIVE_END);
            assertEquals("disconnect", socket.next(LIVE_END).event());
        }
    }

    @Test
    void a_key_is_rotated_and_nobody_notices() throws Exception {
        String before = key(ben);
        ServerKeys.rotate(server.database(), TokenKeys.PURPOSE, Duration.ofDays(7));
        assertEquals(before, key(logIn(ben)), "it does not sign as long as a node may not know it");

        makeKeysOlder(Duration.ofSeconds(10));
        // Made older, it is used before the time in which every node learns of it.
        for (TestUser at : List.of(ben, ben.at(other))) {
            assertWithin(Duration.ofSeconds(20), () -> !key(logIn(at)).equals(before));
        }

        for (TestUser user : List.of(ben, elsewhere, logIn(ben), logIn(ben.at(other)))) {
            assertEquals(200, user.at(server.url()).get(ME).status());
            assertEquals(200, user.at(other).get(ME).status());
        }
        Reply refreshed = ben.post("/auth/refresh-token", "");
        TestUser renewed = ben.withToken(refreshed.at("/authorization").textValue());
        assertNotEquals(before, key(renewed));
        assertEquals(200, renewed.at(other).get(ME).status());
    }

    private static void makeKeysOlder(Duration by) throws Exception {
        try (var connection = server.database().getConnection();
                var update =
                        connection.prepareStatement(
                                "update vault.key set created_at = created_at - ? * interval '1 second'")) {
            update.setLong(1, by.toSeconds());
            update.executeUpdate();
        }
    }

    /** Which key has signed the user's token: its head says so. */
    private static String key(TestUser user) {
        String head = String.valueOf(user.token()).split("\\.", -1)[0];
        return new String(Base64.getUrlDecoder().decode(head), StandardCharsets.UTF_8);
    }

    private static void assertGoesOn(TestUser user, EventStream stream) throws Exception {
        TestUser clerk = server.register("clerk");
        clerk.createProject(clerk.name(), List.of(), List.of(user));
        assertEquals(
                "You was added into the project '%s'.".formatted(clerk.name()),
                stream.nextEvent().message());
    }

    /** Asks again and again. */
    private static void assertWithin(Duration time, BooleanSupplier check) {
        long until = System.nanoTime() + time.toNanos();
        boolean seen = check.getAsBoolean();
        while (!seen && System.nanoTime() < until) {
            seen = check.getAsBoolean();
        }
        assertTrue(seen, () -> "not within " + time);
    }

    private static TestUser logIn(TestUser user) {
        Reply reply =
                TestUser.nobody(user.server())
                        .post(
                                "/auth/login",
                                "{\"email\": \"%s\", \"password\": \"%s\"}"
                                        .formatted(user.email(), TestUser.PASSWORD));
        assertEquals(200, reply.status());
        return user.withToken(reply.at("/authorization").textValue());
    }
}
