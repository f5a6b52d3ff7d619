package minutebook.web.live.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.docs.CheckedHttp;
import minutebook.web.messages.Speaker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a ticket opens, how often, and how long. */
class TicketsIT {
    private static final Duration AT_ONCE = Duration.ofSeconds(10);
    private static final String STREAM = "/api/v1/users/stream";

    private static TestServer server;
    private static TestServer otherServer;

    private TestUser ben;

    @BeforeAll
    static void start() {
        server = new TestServer();
        otherServer = server.again();
    }

    @AfterAll
    static void stop() {
        otherServer.close();
        server.close();
    }

    @BeforeEach
    void given_a_user() {
        ben = server.register("ben");
    }

    @Test
    void who_is_logged_in_gets_a_new_one_each_time() {
        Reply first = ben.post(STREAM + "-ticket", "");
        Reply second = ben.post(STREAM + "-ticket/", "{}");

        assertEquals(200, first.status(), first.json().toString());
        assertEquals(30, first.at("/expires_in").asInt());
        assertTrue(first.at("/ticket").textValue().matches("[A-Za-z0-9_-]{43}"));
        assertNotEquals(first.at("/ticket"), second.at("/ticket"));
        assertEquals(401, ben.withToken(null).post(STREAM + "-ticket", "").status());
        assertEquals(405, ben.get(STREAM + "-ticket").status());
    }

    @Test
    void wherever_a_stream_takes_a_token_it_takes_a_ticket_once() throws Exception {
        for (URI node : List.of(server.url(), otherServer.url())) {
            for (int way = 0; way < 3; way++) {
                String ticket = EventStream.ticket(ben);
                try (var stream = EventStream.open(ways(node, ticket).get(way))) {
                    assertTrue(stream.next().fields().containsKey("retry"));
                    assertRefused(ticket);
                }
                assertRefused(ticket);
            }
        }
    }

    @Test
    void of_many_who_use_one_at_the_same_moment_on_two_nodes_one_comes_in() throws Exception {
        String ticket = EventStream.ticket(ben);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<HttpResponse<InputStream>>>();
            for (int i = 0; i < 10; i++) {
                URI node = i % 2 == 0 ? server.url() : otherServer.url();
                var request = HttpRequest.newBuilder(node.resolve(STREAM + "/" + ticket)).build();
                answers.add(
                        threads.submit(
                                () -> CheckedHttp.send(request, BodyHandlers.ofInputStream())));
            }
            var statuses = new ArrayList<Integer>();
            for (var answer : answers) {
                try (InputStream body = answer.get().body()) {
                    statuses.add(answer.get().statusCode());
                    assertTrue(body.read() >= 0);
                }
            }
            statuses.sort(null);
            assertEquals(List.of(200, 401, 401, 401, 401, 401, 401, 401, 401, 401), statuses);
        }
    }

    @Test
    void a_ticket_opens_nothing_but_a_stream() {
        TestUser withTicket = ben.withToken(EventStream.ticket(ben));

        assertEquals(401, withTicket.get("/api/v1/users/me").status());
        assertEquals(401, withTicket.post("/auth/logout", "").status());
        assertEquals(401, withTicket.post("/auth/refresh-token", "").status());
        assertEquals(401, withTicket.post(STREAM + "-ticket", "").status());
        assertEquals(401, withTicket.delete(STREAM, null).status());
        assertThrows(IllegalStateException.class, () -> new Speaker(withTicket));
        assertEquals(200, ben.get("/api/v1/users/me").status());
    }

    @Test
    void a_ticket_is_dead_when_its_token_is() {
        String before = EventStream.ticket(ben);
        Reply refreshed = ben.post("/auth/refresh-token", "");
        assertRefused(before);

        TestUser renewed = ben.withToken(refreshed.at("/authorization").textValue());
        String next = EventStream.ticket(renewed);
        assertEquals(200, renewed.post("/auth/logout", "").status());
        assertRefused(next);
    }

    @Test
    void a_ticket_is_dead_after_its_time() throws Exception {
        String ticket = EventStream.ticket(ben);
        try (var connection = server.database().getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(
                    "update vault.stream_ticket set expires_at = expires_at - interval '30 s'");
        }

        assertRefused(ticket);
    }

    @Test
    void a_stream_opened_with_a_ticket_ends_with_its_session() throws Exception {
        try (var stream = EventStream.of(ben.withToken(EventStream.ticket(ben)));
                var asked = EventStream.of(ben.withToken(EventStream.ticket(ben)))) {
            assertEquals(200, ben.post("/auth/logout", "").status());

            stream.awaitEnd(AT_ONCE);
            asked.awaitEnd(AT_ONCE);
        }
    }

    @Test
    void who_comes_back_with_a_new_ticket_has_missed_nothing() throws Exception {
        String lastEventId;
        try (var stream = EventStream.of(ben.withToken(EventStream.ticket(ben)))) {
            added("One");
            lastEventId = stream.nextEvent().id();
        }
        added("Two");

        TestUser again = ben.withToken(EventStream.ticket(ben)).at(otherServer.url());
        try (var stream =
                EventStream.open(EventStream.request(again, "?last_event_id=" + lastEventId))) {
            assertTrue(stream.nextEvent().message().contains("Two"));
        }
    }

    private void added(String title) {
        TestUser clerk = server.register("clerk");
        clerk.createProject(title + " " + clerk.name(), List.of(), List.of(ben));
    }

    private static List<HttpRequest.Builder> ways(URI node, String ticket) {
        return List.of(
                HttpRequest.newBuilder(node.resolve(STREAM + "/" + ticket)),
                HttpRequest.newBuilder(node.resolve(STREAM + "?token=" + ticket)),
                HttpRequest.newBuilder(node.resolve(STREAM))
                        .header("Authorization", "Bearer " + ticket));
    }

    /** On both nodes, whichever way. */
    private static void assertRefused(String ticket) {
        for (TestServer node : List.of(server, otherServer)) {
            for (HttpRequest.Builder way : ways(node.url(), ticket)) {
                assertEquals(401, TestUser.send(way.build()).status());
            }
        }
    }
}
