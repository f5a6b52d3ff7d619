package minutebook.web.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.cluster.Fault;
import minutebook.web.live.socketio.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A database that goes and comes back, in each way in which databases go. */
class DatabaseAwayIT {
    private static final int AWAY_SECONDS = Integer.getInteger("faults.seconds", 1);

    /** A machine that is busy otherwise may be late once, but not each time. */
    private static final int ATTEMPTS = 3;

    @RegisterExtension static final Site SITE = new Site();

    @Test
    void nobody_waits_for_a_database_that_refuses_connections_and_all_is_well_when_it_is_back()
            throws Exception {
        SITE.network().goAway();
        Asked.until(SITE::rename, it -> it.status() == 503);

        assertNobodyWaits();
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(AWAY_SECONDS));
        assertNobodyWaits();

        assertBackSoon(SITE.network()::listen, SITE.network()::goAway);
    }

    @Test
    void a_network_that_swallows_everything_is_noticed_and_hangs_nobody_for_long()
            throws Exception {
        SITE.network().set(new Fault.Drop());
        Asked first = Asked.of(SITE::rename);
        // What was on its way may have been done: nobody knows before the database is back.
        assertTrue(first.status() == 504 || first.status() == 503, first.reply().json().toString());
        // And nobody is left to the 20 s that a socket waits.
        assertTrue(first.millis() < 10_000, () -> first.millis() + " ms");

        assertNobodyWaits();

        assertBackSoon(SITE.network()::heal, () -> SITE.network().set(new Fault.Drop()));
    }

    @Test
    void a_postgresql_whose_every_process_is_killed_has_all_that_was_acknowledged()
            throws Exception {
        String title = "Acknowledged " + Site.nextNumber();
        assertEquals(200, SITE.rename(title).status());
        SITE.postgres().kill();
        Asked.until(SITE::rename, it -> it.status() == 503);

        assertNobodyWaits();

        assertBackSoon(SITE.postgres()::start, SITE.postgres()::kill);
        assertTrue(SITE.titles().contains(title));
    }

    @Test
    void all_its_connections_are_ended_and_no_client_notices() throws Exception {
        for (int i = 0; i < 3; i++) {
            SITE.postgres().terminateConnections();
            Asked renamed = Asked.of(SITE::rename);
            Asked read = Asked.of(SITE::read);

            assertEquals(200, renamed.status(), renamed.reply().json().toString());
            assertEquals(200, read.status(), read.reply().json().toString());
        }
    }

    @Test
    void streams_that_come_meanwhile_are_hung_up_on_since_browsers_come_back_from_that_alone()
            throws Exception {
        String ticket =
                SITE.anna().post("/api/v1/users/stream-ticket", "{}").at("/ticket").textValue();
        String ahead = SITE.texts("select epoch from book.head").getFirst() + "-1000000";
        SITE.network().goAway();
        Asked.until(SITE::rename, it -> it.status() == 503);

        for (String stream : List.of(ticket, SITE.anna().token() + "?last_event_id=" + ahead)) {
            assertComesAgain(stream);
        }
    }

    @Test
    void a_socket_whose_token_cannot_be_looked_at_is_not_refused_since_clients_stay_away_then()
            throws Exception {
        String ofNewKey = withKey(UUID.randomUUID());
        SITE.network().goAway();
        Asked.until(SITE::rename, it -> it.status() == 503);

        // The key is looked for once a second: before that, it is not known that it cannot be had.
        String answer = connectUntil(RawClient.CLOSED, ofNewKey);

        assertEquals(RawClient.CLOSED + " 1013", answer);
        SITE.network().listen();
        Asked.until(SITE::rename, it -> it.status() == 200);
        String there = connectUntil("44", ofNewKey);
        assertTrue(there.startsWith("44/ws/messages,{\"message\":"), there);
    }

    @Test
    void a_socket_that_cannot_join_is_told_so_and_let_go_when_there_is_something_to_come_for()
            throws Exception {
        // Without a command, by which the appender would notice it.
        SITE.network().goAway();
        Asked.until(SITE::read, it -> it.status() == 503);
        try (var socket = RawClient.open(SITE.node().port())) {
            socket.text("40/ws/messages,{\"token\":\"%s\"}".formatted(SITE.anna().token()));
            socket.text(
                    "42/ws/messages,1[\"join_project\",{\"project_id\":%d,\"since\":0}]"
                            .formatted(SITE.bridge()));
            String answer = socket.readUntil("43/ws/messages,1", 30_000);
            assertTrue(answer.contains("Try again."), answer);

            String meanwhile = socket.readUntil(RawClient.CLOSED, 5_000);
            assertFalse(meanwhile.startsWith(RawClient.CLOSED), meanwhile);
            SITE.network().listen();
            assertEquals(RawClient.CLOSED + " 1013", socket.readUntil(RawClient.CLOSED, 30_000));
        }
    }

    /** Anna's token, as if it were signed with this key. */
    private static String withKey(UUID key) {
        String token = String.valueOf(SITE.anna().token());
        int dot = token.indexOf('.');
        String head = new String(Base64.getUrlDecoder().decode(token.substring(0, dot)), UTF_8);
        String other = head.replaceFirst("\"kid\":\"[^\"]*\"", "\"kid\":\"%s\"".formatted(key));
        assertNotEquals(head, other);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(other.getBytes(UTF_8))
                + token.substring(dot);
    }

    /** What a CONNECT is answered at last, which should begin so. */
    private static String connectUntil(String beginning, String token) throws Exception {
        String answer = connect(token);
        for (int i = 0; i < 10 && !answer.startsWith(beginning); i++) {
            TimeUnit.SECONDS.sleep(1);
            answer = connect(token);
        }
        return answer;
    }

    /** What a CONNECT is answered, or that it is closed, and with which code. */
    private static String connect(String token) throws IOException {
        try (var socket = RawClient.open(SITE.node().port())) {
            socket.text("40/ws/messages,{\"token\":\"%s\"}".formatted(token));
            return socket.readUntil("4", 10_000);
        }
    }

    /** Lost without an answer, or ended at once: from both a browser comes back. */
    private static void assertComesAgain(String stream) {
        long begun = System.nanoTime();
        try {
            Reply ended = SITE.anna().get("/api/v1/users/stream/" + stream);
            assertEquals(200, ended.status());
        } catch (IllegalStateException lost) {
            assertInstanceOf(IOException.class, lost.getCause());
        }
        assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(10), "it comes late");
    }

    @Test
    void a_slow_one_is_no_absent_one() throws Exception {
        // There and back again: half a second.
        SITE.network().set(new Fault.Delay(Duration.ofMillis(250)));
        Asked renamed = Asked.of(SITE::rename);
        assertEquals(200, renamed.status(), renamed.reply().json().toString());
        assertTrue(renamed.millis() < 5_000, () -> renamed.millis() + " ms");

        SITE.postgres().terminateConnections();
        long back = Asked.until(SITE::rename, it -> it.status() == 200);
        assertTrue(back < 15_000, () -> back + " ms");
    }

    /** Everything that a client may wish for, while the database is known to be away. */
    private static void assertNobodyWaits() throws Exception {
        var refused = new ArrayList<Asked>();
        var others = new ArrayList<Asked>();
        for (int i = 0; i < 5; i++) {
            wishes().forEach(wish -> refused.add(Asked.of(wish)));
            others.add(Asked.of(() -> SITE.anna().get("/observe/health/live")));
        }
        Asked.assertRefusedAtOnce(refused, others);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var crowd =
                    Stream.generate(
                                    () ->
                                            CompletableFuture.supplyAsync(
                                                    () -> Asked.of(SITE::rename), threads))
                            .limit(300)
                            .toList();
            crowd.forEach(each -> assertEquals(503, each.join().status()));
        }
        Asked ahead =
                Asked.of(
                        () ->
                                SITE.anna()
                                        .send(
                                                "GET",
                                                "/api/v1/projects",
                                                null,
                                                Map.of("Min-Position", "1000000")));
        assertEquals(503, ahead.status());
        assertTrue(ahead.millis() < 3_000, "it waits for what nobody writes");
        assertEquals(200, SITE.anna().get("/observe/health/live").status());
        assertEquals(503, SITE.anna().get("/observe/health/ready").status());
    }

    private static Stream<Supplier<Reply>> wishes() {
        TestUser nobody = TestUser.nobody(SITE.node().url());
        return Stream.of(
                SITE::rename,
                () ->
                        SITE.anna()
                                .send(
                                        "POST",
                                        "/api/v1/projects",
                                        "{\"title\": \"%d\"}".formatted(Site.nextNumber()),
                                        Map.of("Idempotency-Key", "key " + Site.nextNumber())),
                () ->
                        SITE.anna()
                                .post(
                                        "/api/v1/projects/%d/invite".formatted(SITE.bridge()),
                                        "{\"participant\": %d}".formatted(SITE.ben().id())),
                () ->
                        nobody.post(
                                "/auth/login",
                                "{\"email\": \"%s\", \"password\": \"%s\"}"
                                        .formatted(SITE.ben().email(), TestUser.PASSWORD)),
                () ->
                        nobody.post(
                                "/api/v1/users",
                                """
                                {"email": "a%1$d@example.org", "username": "a%1$d",
                                 "password": "a long Passw0rd", "first_name": "A", "last_name": "B"}
                                """
                                        .formatted(Site.nextNumber())),
                SITE::read);
    }

    private interface Turn {
        void happen() throws Exception;
    }

    /** Also the read models, for which the answer to a command waits. */
    private static void assertBackSoon(Turn comes, Turn goes) throws Exception {
        long millis = untilServed(comes);
        for (int i = 1; i < ATTEMPTS && millis >= 3_000; i++) {
            goes.happen();
            Asked.until(SITE::rename, it -> it.status() == 503);
            millis = untilServed(comes);
        }
        assertTrue(millis < 3_000, "back after " + millis + " ms");
        assertEquals(200, SITE.read().status());
    }

    private static long untilServed(Turn comes) throws Exception {
        comes.happen();
        return Asked.until(SITE::rename, it -> it.status() == 200);
    }
}
