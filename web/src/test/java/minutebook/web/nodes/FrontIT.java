package minutebook.web.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import minutebook.web.ServerProcess;
import minutebook.web.TestUser;
import minutebook.web.cluster.Node;
import minutebook.web.cluster.PostgresServer;
import minutebook.web.live.chat.ChatClient;
import minutebook.web.live.stream.EventStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes behind nginx and behind HAProxy, as docs/scaling.md has it. */
@TestMethodOrder(OrderAnnotation.class)
class FrontIT {
    /** Longer than either lets somebody be silent. */
    private static final Duration LONG = Duration.ofSeconds(42);

    /** A file as large as there may be: 14 MB in a packet. */
    private static final int FILE_BYTES = 10_000_000;

    @TempDir static Path folder;
    private static PostgresServer postgres;
    private static Node a;
    private static Node b;
    private static final List<Front> fronts = new ArrayList<>();
    private static final List<Listeners> listeners = new ArrayList<>();
    private static long listeningSince;

    @BeforeAll
    static void start() throws Exception {
        postgres = PostgresServer.start(Files.createDirectories(folder.resolve("postgres")));
        a = node("a");
        b = node("b");
        a.start();
        b.start();
        fronts.add(Front.nginx(folder.resolve("nginx"), a.port(), b.port()));
        fronts.add(Front.haproxy(folder.resolve("haproxy"), a.port(), b.port()));
        for (Front it : fronts) {
            Pair.await("it finds a node", () -> isServed(it));
            listeners.add(Listeners.of(it));
        }
        listeningSince = System.nanoTime();
    }

    private static Node node(String name) throws IOException {
        return new Node(
                ServerProcess.QUICK_JVM,
                folder.resolve(name),
                Map.of(
                        "DATABASE_URL",
                        postgres.url(),
                        "MAIL_URL",
                        "dummy:",
                        "TRUSTED_PROXIES",
                        "127.0.0.1"));
    }

    private static boolean isServed(Front front) {
        return TestUser.nobody(front.url()).get("/docs").status() == 200;
    }

    @AfterAll
    static void stop() throws Exception {
        fronts.forEach(Front::close);
        a.kill();
        b.kill();
        postgres.close();
    }

    @Test
    @Order(1)
    void rest_streams_and_sockets_come_through_and_none_is_held_back() throws Exception {
        for (Front front : fronts) {
            var team = new Team(front);
            try (var stream = EventStream.of(team.ben);
                    var polling = ChatClient.connect(team.ben, "polling");
                    var socket = ChatClient.in(team.project, team.anna)) {
                polling.join(team.project);
                socket.next("online");
                long begun = System.nanoTime();
                team.rename("At once");
                assertEquals("At once" + team.project, title(stream));
                Duration taken = Duration.ofNanos(System.nanoTime() - begun);
                assertTrue(taken.compareTo(Duration.ofSeconds(5)) < 0, taken::toString);

                socket.say(team.project, "From the socket");
                polling.say(team.project, "By polling");
                for (var client : List.of(socket, polling)) {
                    assertEquals("From the socket", content(client));
                    assertEquals("By polling", content(client));
                }
            }
            assertFalse(front.logged().contains(String.valueOf(team.ben.token())));
        }
    }

    @Test
    @Order(1)
    void files_as_large_as_they_may_be_come_through() throws Exception {
        String file = Base64.getEncoder().encodeToString(new byte[FILE_BYTES]);
        for (Front front : fronts) {
            var team = new Team(front);
            for (String transport : List.of("polling", "websocket")) {
                try (var sender = ChatClient.connect(team.anna, transport)) {
                    var ack =
                            sender.send(
                                    """
                                    {"project_id": %d, "file_name": "zeros.txt",
                                     "file_base64": "data:text/plain;base64,%s"}
                                    """
                                            .formatted(team.project, file));
                    assertEquals("zeros.txt", ack.path("file_name").asText(), ack::toString);
                }
            }
            var found = team.ben.get("/api/v1/messages/" + team.project + "?files=url");
            assertEquals(2, found.at("/data").size());
        }
    }

    @Test
    @Order(3)
    void a_client_is_known_by_its_own_address() throws Exception {
        int network = 5;
        for (Front front : fronts) {
            network++;
            // Who says so of themselves, is not believed.
            var request =
                    HttpRequest.newBuilder(front.url().resolve("/auth/login"))
                            .header("Content-Type", "application/json")
                            .header("X-Forwarded-For", "203.0.113.7")
                            .POST(
                                    BodyPublishers.ofString(
                                            "{\"email\": \"x@example.org\", \"password\": \"wrong-Passw0rd\"}"))
                            .build();
            try (HttpClient client =
                    HttpClient.newBuilder()
                            .localAddress(InetAddress.getByName("127.0.%d.1".formatted(network)))
                            .build()) {
                assertEquals(401, client.send(request, BodyHandlers.discarding()).statusCode());
            }
        }
        // What was refused is in the book each minute, and when a node stops.
        for (Node it : List.of(a, b)) {
            it.close();
            it.start();
        }
        assertTrue(isInBook("127.0.6."));
        assertTrue(isInBook("127.0.7."));
        assertFalse(isInBook("203.0.113."));
    }

    @Test
    @Order(3)
    void when_a_node_dies_the_other_one_serves_at_once_and_streams_go_on_there() throws Exception {
        for (Node node : List.of(a, b)) {
            var teams = new ArrayList<Team>();
            for (Front front : fronts) {
                var team = new Team(front);
                teams.add(team);
                team.rename("Before");
            }
            node.kill();
            for (Team team : teams) {
                // Nobody who asks is refused.
                team.rename("After");
                for (int i = 0; i < 10; i++) {
                    assertEquals(200, team.ben.get("/api/v1/users/me").status());
                }
                try (var again = EventStream.after(team.ben, team.firstId)) {
                    assertEquals("Before" + team.project, title(again));
                    assertEquals("After" + team.project, title(again));
                }
            }
            node.start();
            awaitBoth();
        }
    }

    @Test
    @Order(3)
    void a_node_that_stands_still_is_left_by_those_behind_haproxy() throws Exception {
        awaitBoth();
        var team = new Team(fronts.getLast());
        for (Node node : List.of(a, b)) {
            try (var stream = EventStream.of(team.ben)) {
                node.pause();
                // At the other one, it is renamed at once; else after the streams were sent there.
                team.renameAgainAndAgain("Still " + node.port());
                assertTrue(heardOrEnded(stream, "Still " + node.port() + team.project));
            } finally {
                node.resume();
            }
            awaitBoth();
        }
    }

    /** While the others are at work; before nodes are stopped. */
    @Test
    @Order(2)
    void who_only_listens_is_not_cut() throws Exception {
        // Nothing can be waited for but the time itself.
        long left = LONG.toNanos() - (System.nanoTime() - listeningSince);
        new CompletableFuture<Void>().completeOnTimeout(null, left, TimeUnit.NANOSECONDS).join();
        for (Listeners it : listeners) {
            it.team.rename("After a long time");
            assertEquals("After a long time" + it.team.project, title(it.stream));
            try (var speaker = ChatClient.in(it.team.project, it.team.anna)) {
                speaker.say(it.team.project, "Still there?");
                assertEquals("Still there?", content(it.socket));
            }
            it.stream.close();
            it.socket.close();
        }
    }

    private record Listeners(Team team, EventStream stream, ChatClient socket) {
        static Listeners of(Front front) throws Exception {
            var team = new Team(front);
            return new Listeners(
                    team, EventStream.of(team.ben), ChatClient.in(team.project, team.ben));
        }
    }

    private static void awaitBoth() throws Exception {
        try {
            Pair.await("HAProxy has both", fronts.getLast()::hasBoth);
        } catch (AssertionError late) {
            String ready =
                    TestUser.nobody(a.url()).get("/observe/health/ready").http().body()
                            + TestUser.nobody(b.url()).get("/observe/health/ready").http().body();
            throw new AssertionError(fronts.getLast().logged() + ready, late);
        }
    }

    private static boolean isInBook(String text) throws Exception {
        try (var connection = postgres.connect();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select count(*) from book.event where type = 'logins-refused'"
                                        + " and data::text like '%"
                                        + text
                                        + "%'")) {
            rows.next();
            return rows.getLong(1) > 0;
        }
    }

    private static boolean heardOrEnded(EventStream stream, String title) throws Exception {
        var block = stream.nextEvent();
        while (!block.isEnd() && !block.data().at("/data/project_title").asText().equals(title)) {
            block = stream.nextEvent();
        }
        return true;
    }

    private static String title(EventStream stream) throws Exception {
        var block = stream.nextEvent();
        assertFalse(block.isEnd(), "the stream has ended");
        return block.data().at("/data/project_title").asText();
    }

    private static String content(ChatClient client) throws Exception {
        var heard = client.next();
        while (!heard.event().equals("receive_message")) {
            heard = client.next();
        }
        return heard.data().path("content").asText();
    }

    /** Anna owns a project in which Ben takes part. */
    private static final class Team {
        final TestUser anna;
        final TestUser ben;
        final long project;
        final String firstId;

        Team(Front front) throws Exception {
            anna = TestUser.register(front.url(), Names.fresh("anna"));
            ben = TestUser.register(front.url(), Names.fresh("ben"));
            project = anna.createProject(Names.fresh("Bridge"), List.of(), List.of(ben));
            firstId = ben.get("/api/v1/notifications").at("/data/0/id").asText();
        }

        void rename(String title) {
            var reply = put(title);
            assertEquals(200, reply.status(), reply.http()::body);
        }

        /** As a client does that is told to try again, or nothing. */
        void renameAgainAndAgain(String title) throws Exception {
            String path = "/api/v1/projects/" + project;
            // What the front itself answers meanwhile, is not documented.
            try (HttpClient client = HttpClient.newHttpClient()) {
                var request =
                        HttpRequest.newBuilder(anna.server().resolve(path))
                                .header("Authorization", "Bearer " + anna.token())
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", title)
                                .timeout(Duration.ofSeconds(5))
                                .PUT(BodyPublishers.ofString(body(title)))
                                .build();
                Pair.await("it is renamed", () -> isDone(client, request));
            }
        }

        /** False: it is to be tried again, also where it stuck at the node that stands still. */
        private static boolean isDone(HttpClient client, HttpRequest request) throws Exception {
            try {
                return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
            } catch (HttpTimeoutException stuck) {
                return false;
            }
        }

        private TestUser.Reply put(String title) {
            return anna.send(
                    "PUT",
                    "/api/v1/projects/" + project,
                    body(title),
                    Map.of("Idempotency-Key", title));
        }

        private String body(String title) {
            return "{\"title\": \"%s\"}".formatted(title + project);
        }
    }
}
