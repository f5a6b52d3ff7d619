package minutebook.web.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.cluster.Fault;
import minutebook.web.cluster.Node;
import minutebook.web.cluster.PostgresServer;
import minutebook.web.cluster.TcpProxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that goes and comes back, in each way in which databases go. */
class DatabaseAwayIT {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @TempDir static Path folder;

    private static PostgresServer postgres;
    private static TcpProxy network;
    private static Node node;
    private static TestUser anna;
    private static TestUser ben;
    private static long bridge;

    @BeforeAll
    static void start() throws Exception {
        postgres = PostgresServer.start(Files.createDirectory(folder.resolve("postgres")));
        network = TcpProxy.before("127.0.0.1", postgres.port());
        node = Node.on(postgres.url(network.port()), folder.resolve("node"));
        node.start();
        anna = TestUser.register(node.url(), "anna");
        ben = TestUser.register(node.url(), "ben");
        bridge = anna.createProject("Bridge", List.of(), List.of());
    }

    @AfterAll
    static void stop() throws Exception {
        node.close();
        network.close();
        postgres.close();
    }

    @AfterEach
    void it_is_up_again_and_serves() throws Exception {
        network.heal();
        Asked.until(DatabaseAwayIT::rename, it -> it.status() == 200);
        Asked.until(() -> anna.get("/observe/health/ready"), it -> it.status() == 200);
    }

    @Test
    void nobody_waits_for_a_database_that_refuses_connections_and_all_is_well_when_it_is_back()
            throws Exception {
        network.goAway();
        Asked.until(DatabaseAwayIT::rename, it -> it.status() == 503);

        assertNobodyWaits();

        network.listen();
        assertBackSoon();
    }

    @Test
    void a_network_that_swallows_everything_is_noticed_and_hangs_nobody_for_long()
            throws Exception {
        network.set(new Fault.Drop());
        Asked first = Asked.of(DatabaseAwayIT::rename);
        // What was on its way may have been done: nobody knows before the database is back.
        assertTrue(first.status() == 504 || first.status() == 503, first.reply().json().toString());
        assertTrue(first.millis() < 5_500, () -> first.millis() + " ms");

        assertNobodyWaits();

        network.heal();
        assertBackSoon();
    }

    @Test
    void a_postgresql_whose_every_process_is_killed_has_all_that_was_acknowledged()
            throws Exception {
        String title = acknowledged();
        postgres.kill();
        Asked.until(DatabaseAwayIT::rename, it -> it.status() == 503);

        assertNobodyWaits();

        postgres.start();
        assertBackSoon();
        assertTrue(titles().contains(title));
    }

    @Test
    void all_its_connections_are_ended_and_no_client_notices() throws Exception {
        for (int i = 0; i < 3; i++) {
            postgres.terminateConnections();
            Asked renamed = Asked.of(DatabaseAwayIT::rename);
            Asked read = Asked.of(DatabaseAwayIT::read);

            assertEquals(200, renamed.status(), renamed.reply().json().toString());
            assertEquals(200, read.status(), read.reply().json().toString());
        }
    }

    @Test
    void streams_that_come_meanwhile_are_hung_up_on_since_browsers_come_back_from_that_alone()
            throws Exception {
        String ticket = anna.post("/api/v1/users/stream-ticket", "{}").at("/ticket").textValue();
        String ahead = epoch() + "-1000000";
        network.goAway();
        Asked.until(DatabaseAwayIT::rename, it -> it.status() == 503);

        for (String stream : List.of(ticket, anna.token() + "?last_event_id=" + ahead)) {
            assertComesAgain(stream);
        }
    }

    /** Lost without an answer, or ended at once: from both a browser comes back. */
    private static void assertComesAgain(String stream) {
        try {
            Reply ended = anna.get("/api/v1/users/stream/" + stream);
            assertEquals(200, ended.status());
        } catch (IllegalStateException lost) {
            assertInstanceOf(IOException.class, lost.getCause());
        }
    }

    private static String epoch() throws SQLException {
        try (var connection = postgres.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select epoch from book.head")) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void a_slow_one_is_no_absent_one() throws Exception {
        // There and back again: half a second.
        network.set(new Fault.Delay(Duration.ofMillis(250)));
        Asked renamed = Asked.of(DatabaseAwayIT::rename);
        assertEquals(200, renamed.status(), renamed.reply().json().toString());
        assertTrue(renamed.millis() < 5_000, () -> renamed.millis() + " ms");

        postgres.terminateConnections();
        long back = Asked.until(DatabaseAwayIT::rename, it -> it.status() == 200);
        assertTrue(back < 10_000, () -> back + " ms");
    }

    /** Everything that a client may wish for, while the database is known to be away. */
    private static void assertNobodyWaits() throws Exception {
        var refused = new ArrayList<Asked>();
        for (int i = 0; i < 5; i++) {
            wishes().forEach(wish -> refused.add(Asked.of(wish)));
        }
        Asked.assertRefusedAtOnce(refused);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var crowd =
                    Stream.generate(
                                    () ->
                                            CompletableFuture.supplyAsync(
                                                    () -> Asked.of(DatabaseAwayIT::rename),
                                                    threads))
                            .limit(300)
                            .toList();
            crowd.forEach(each -> assertEquals(503, each.join().status()));
        }
        assertEquals(200, anna.get("/observe/health/live").status());
        assertEquals(503, anna.get("/observe/health/ready").status());
    }

    private static Stream<Supplier<Reply>> wishes() {
        String mail = "{\"email\": \"%s\", \"password\": \"%s\"}";
        TestUser nobody = TestUser.nobody(node.url());
        return Stream.of(
                DatabaseAwayIT::rename,
                () ->
                        anna.send(
                                "POST",
                                "/api/v1/projects",
                                "{\"title\": \"%d\"}".formatted(nextNumber()),
                                Map.of("Idempotency-Key", "key " + nextNumber())),
                () ->
                        anna.post(
                                "/api/v1/projects/%d/invite".formatted(bridge),
                                "{\"participant\": %d}".formatted(ben.id())),
                () -> nobody.post("/auth/login", mail.formatted(ben.email(), TestUser.PASSWORD)),
                () ->
                        nobody.post(
                                "/api/v1/users",
                                """
                                {"email": "a%1$d@example.org", "username": "a%1$d",
                                 "password": "a long Passw0rd", "first_name": "A", "last_name": "B"}
                                """
                                        .formatted(nextNumber())),
                DatabaseAwayIT::read);
    }

    /** Also the read models, for which the answer to a command waits. */
    private static void assertBackSoon() throws Exception {
        long millis = Asked.until(DatabaseAwayIT::rename, it -> it.status() == 200);
        assertTrue(millis < 3_000, () -> "back after " + millis + " ms");
        assertEquals(200, read().status());
    }

    private static int nextNumber() {
        return NUMBERS.incrementAndGet();
    }

    /** What was never asked before, and so not kept. */
    private static Reply read() {
        return anna.get("/api/v1/projects?filter_by=" + nextNumber());
    }

    private static Reply rename() {
        return rename("Title " + nextNumber());
    }

    private static Reply rename(String title) {
        return anna.put("/api/v1/projects/" + bridge, "{\"title\": \"%s\"}".formatted(title));
    }

    private static String acknowledged() {
        String title = "Acknowledged " + nextNumber();
        assertEquals(200, rename(title).status());
        return title;
    }

    /** All that the project was ever named, by the book. */
    private static List<String> titles() throws SQLException {
        var titles = new ArrayList<String>();
        try (var connection = postgres.connect();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select data ->> 'title' from book.event where stream = 'project-%d'"
                                        .formatted(bridge))) {
            while (rows.next()) {
                titles.add(String.valueOf(rows.getString(1)));
            }
        }
        return titles;
    }
}
