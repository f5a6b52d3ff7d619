package minutebook.web.live.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.live.Pace;
import minutebook.web.live.stream.EventStream.Block;
import minutebook.web.mail.MailTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What ends a stream, and what does not. */
class StreamEndIT {
    private static final Duration AT_ONCE = Duration.ofSeconds(10);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration TOKEN_LIFE = Duration.ofSeconds(10);

    private TestServer server;
    private TestUser anna;
    private TestUser ben;

    @BeforeEach
    void start() {
        server = new TestServer();
        anna = server.register("anna");
        ben = server.register("ben");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void who_logs_out_has_no_stream_any_more_and_others_have() throws Exception {
        try (var first = EventStream.of(ben);
                var second = EventStream.of(ben);
                var elsewhere = EventStream.of(logIn(ben, TestUser.PASSWORD));
                var other = EventStream.of(anna)) {
            assertEquals(200, ben.post("/auth/logout", "").status());

            first.awaitEnd(AT_ONCE);
            second.awaitEnd(AT_ONCE);
            assertGoesOn(ben, elsewhere);
            assertGoesOn(anna, other);
        }
    }

    @Test
    void a_user_ends_the_streams_of_this_token_and_no_others() throws Exception {
        TestUser elsewhere = logIn(ben, TestUser.PASSWORD);
        try (var mine = EventStream.of(ben);
                var mineToo = EventStream.of(ben);
                var theirs = EventStream.of(elsewhere);
                var other = EventStream.of(anna)) {
            assertEquals(200, ben.delete("/api/v1/users/stream", null).status());

            mine.awaitEnd(AT_ONCE);
            mineToo.awaitEnd(AT_ONCE);
            assertGoesOn(ben, theirs);
            assertGoesOn(anna, other);
        }
        // The token is as good as before.
        EventStream.of(ben).close();
        assertEquals(
                401, TestUser.nobody(server.url()).delete("/api/v1/users/stream", null).status());
    }

    @Test
    void they_end_on_every_node() throws Exception {
        TestUser elsewhere = logIn(ben, TestUser.PASSWORD);
        try (var otherServer = server.again();
                var mine = EventStream.of(ben.at(otherServer.url()));
                var theirs = EventStream.of(elsewhere.at(otherServer.url()))) {
            assertEquals(200, ben.delete("/api/v1/users/stream", null).status());

            mine.awaitEnd(AT_ONCE);
            assertGoesOn(ben, theirs);
        }
    }

    @Test
    void a_server_that_stops_says_when_to_come_again_and_where_to_go_on() throws Exception {
        new MailTable(server.database()).awaitAllEnded();
        try (var stream = EventStream.of(ben)) {
            anna.createProject("Last", List.of(), List.of(ben));
            String id = stream.nextEvent().id();

            server.close();

            Block last = stream.next();
            for (Block next = stream.next(); !next.isEnd(); next = stream.next()) {
                last = next;
            }
            assertEquals(id, last.id());
            int retry = Integer.parseInt(last.fields().get("retry"));
            assertTrue(retry >= 1_000 && retry <= 7_000, () -> "retry: " + retry);
        }
    }

    @Test
    void a_new_password_ends_the_streams_of_other_sessions() throws Exception {
        TestUser elsewhere = logIn(ben, TestUser.PASSWORD);
        try (var mine = EventStream.of(ben);
                var stolen = EventStream.of(elsewhere)) {
            Reply changed =
                    ben.put(
                            "/api/v1/users/me/reset-password",
                            """
                            {"older_password": "%s", "new_password": "another-Passw0rd"}
                            """
                                    .formatted(TestUser.PASSWORD));
            assertEquals(200, changed.status());

            stolen.awaitEnd(AT_ONCE);
            assertGoesOn(ben, mine);
        }
        EventStream.of(logIn(ben, "another-Passw0rd")).close();
    }

    @Test
    void a_stream_ends_with_its_token_and_goes_on_with_a_new_one() throws Exception {
        Pace quick = Pace.defaults().withStreams(BEAT, Pace.defaults().stalledAfter());
        try (var shortLived = new TestServer(TOKEN_LIFE, quick);
                var otherNode = shortLived.again()) {
            // Their tokens are as young as can be: a node takes its time to start.
            endsWithItsToken(shortLived, otherNode);
        }
    }

    private static void endsWithItsToken(TestServer server, TestServer otherNode) throws Exception {
        TestUser anna = server.register("anna");
        TestUser ben = server.register("ben");
        try (var renewed = EventStream.of(anna.at(otherNode.url()));
                var byTicket = EventStream.of(ben.withToken(EventStream.ticket(ben)));
                var left = EventStream.of(ben)) {
            for (int i = 0; i < TOKEN_LIFE.dividedBy(BEAT) / 2; i++) {
                left.next();
            }
            assertEquals(200, anna.post("/auth/refresh-token", "").status());
            TestUser dora = server.register("dora");
            left.awaitEnd(TOKEN_LIFE.dividedBy(2).plus(AT_ONCE));
            byTicket.awaitEnd(AT_ONCE);

            dora.createProject("After the older token's end", List.of(), List.of(anna));
            assertEquals(
                    "You was added into the project 'After the older token's end'.",
                    renewed.nextEvent().message());
            renewed.awaitEnd(TOKEN_LIFE);
        }
    }

    @Test
    void a_server_that_stops_ends_all_streams_quickly() throws Exception {
        List<EventStream> streams = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            streams.add(EventStream.of(i % 2 == 0 ? anna : ben));
        }

        long begun = System.nanoTime();
        Thread stopping = Thread.ofVirtual().start(server::close);

        for (EventStream stream : streams) {
            stream.awaitEnd(AT_ONCE);
        }
        long took = System.nanoTime() - begun;
        // Those that do not end by themselves are interrupted later than that.
        assertTrue(took < Duration.ofSeconds(5).toNanos(), () -> "took " + took);
        stopping.join();
    }

    private void assertGoesOn(TestUser user, EventStream stream) throws Exception {
        TestUser clerk = server.register("clerk");
        clerk.createProject(clerk.name(), List.of(), List.of(user));
        assertEquals(
                "You was added into the project '%s'.".formatted(clerk.name()),
                stream.nextEvent().message());
    }

    private static TestUser logIn(TestUser user, String password) {
        Reply reply =
                TestUser.nobody(user.server())
                        .post(
                                "/auth/login",
                                "{\"email\": \"%s\", \"password\": \"%s\"}"
                                        .formatted(user.email(), password));
        assertEquals(200, reply.status());
        return user.withToken(reply.at("/authorization").textValue());
    }
}
