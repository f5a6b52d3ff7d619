package minutebook.web.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import minutebook.events.users.Role;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.live.Pace;
import minutebook.web.live.stream.EventStream;
import minutebook.web.live.stream.EventStream.Block;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Auditors follow the book live. */
class AuditStreamIT {
    private static final Duration BEAT = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static TestServer server;
    private static TestUser anna;
    private static long project;

    @BeforeAll
    static void start() {
        server =
                new TestServer(
                        Duration.ofMinutes(60),
                        Pace.defaults().withStreams(BEAT, Duration.ofSeconds(10)));
        anna = server.register("anna");
        project = anna.createProject("Bridge", List.of(), List.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static TestUser auditor() {
        TestUser auditor = server.register("auditor");
        server.grant(auditor, Role.AUDITOR);
        return auditor;
    }

    private static EventStream open(TestUser by, String query) throws Exception {
        return EventStream.open(request(by, query));
    }

    private static HttpRequest.Builder request(TestUser by, String query) {
        return HttpRequest.newBuilder(
                by.server().resolve("/api/v1/audit/stream?token=" + by.token() + "&" + query));
    }

    @Test
    void nothing_is_missed_and_nothing_told_twice_under_load_and_over_reconnects()
            throws Exception {
        TestUser auditor = auditor();
        var seen = new ArrayList<Long>();
        try (var book = new AuditBook(server)) {
            var to = new AtomicLong(Long.MAX_VALUE);
            Thread.ofVirtual()
                    .start(
                            () -> {
                                long last = 0;
                                for (int i = 0; i < 60; i++) {
                                    last = book.say(anna, project, 20, 10);
                                }
                                to.set(last);
                                // Whoever saw the last one before it was known to be the last.
                                book.say(anna, project, 1, 10);
                            });
            String last = "";
            long from = 0;
            while (seen.isEmpty() || seen.getLast() < to.get()) {
                var request = request(auditor, "from=1");
                if (!last.isEmpty()) {
                    request.header("Last-Event-ID", last);
                }
                try (var stream = EventStream.open(request)) {
                    assertTrue(stream.next().fields().containsKey("retry"));
                    for (int i = 0; i < 250 && (seen.isEmpty() || seen.getLast() < to.get()); i++) {
                        Block block = stream.nextEvent();
                        assertEquals("entry", block.event());
                        seen.add(block.data().path("position").asLong());
                        assertTrue(block.id().endsWith("-" + seen.getLast()));
                        last = block.id();
                    }
                }
                from++;
            }
            assertTrue(from > 3, "it came back " + from + " times");
            assertEquals(
                    LongStream.rangeClosed(1, to.get()).boxed().toList(),
                    seen.subList(0, to.intValue()));
        }
    }

    @Test
    void it_tells_what_fits_and_in_between_where_it_is() throws Exception {
        TestUser auditor = auditor();
        try (var stream = open(auditor, "type=project-created&actor=" + anna.id())) {
            String begun = stream.next().id();
            anna.put(
                    "/api/v1/users/me",
                    "{\"username\": \"%s\", \"first_name\": \"A\", \"last_name\": \"B\"}"
                            .formatted(anna.name()));
            awaitMoved(stream, begun);

            long tunnel = anna.createProject("Tunnel", List.of(), List.of());

            Block entry = stream.nextEvent();
            assertEquals(tunnel, entry.data().at("/event/project").asLong());
            assertEquals(
                    auditor.get("/api/v1/audit/events/" + entry.data().path("position").asLong())
                            .json(),
                    entry.data());
        }
    }

    /** Past beats that came before the change was known. */
    private static void awaitMoved(EventStream stream, String from) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        Block position;
        do {
            assertTrue(System.nanoTime() < until, "a quiet stream does not move on");
            position = stream.next();
            assertEquals("", position.event());
        } while (position.id().equals(from));
    }

    @Test
    void listening_causes_no_event_but_the_first_of_a_session() throws Exception {
        TestUser auditor = auditor();
        try (var stream = open(auditor, "stream=audit-" + auditor.id())) {
            stream.next();
            anna.createProject("Quiet", List.of(), List.of());
            stream.next();
            try (var again = open(auditor, "")) {
                again.next();
            }
        }
        var noted =
                auditor.get("/api/v1/audit/events?stream=audit-" + auditor.id())
                        .json()
                        .path("data");
        assertEquals(1, noted.size());
        assertEquals("book-read", noted.get(0).path("type").asText());
    }

    @Test
    void an_id_that_is_not_ours_is_told_so() throws Exception {
        TestUser auditor = auditor();
        try (var stream =
                EventStream.open(request(auditor, "").header("Last-Event-ID", "other-7"))) {
            assertEquals("resync", stream.nextEvent().event());
            long project = anna.createProject("Afterwards", List.of(), List.of());
            Block next = stream.nextEvent();
            while (!next.data().path("type").asText().equals("project-created")) {
                next = stream.nextEvent();
            }
            assertEquals(project, next.data().at("/event/project").asLong());
        }
    }

    @Test
    void a_ticket_opens_it_and_it_ends_with_the_role_and_with_the_session() throws Exception {
        TestUser auditor = auditor();
        String ticket = auditor.post("/api/v1/users/stream-ticket", "").at("/ticket").textValue();
        try (var byTicket = open(auditor.withToken(ticket), "");
                TestServer other = server.again()) {
            byTicket.next();
            try (var elsewhere = open(auditor.at(other.url()), "type=project-created")) {
                elsewhere.next();

                server.revoke(auditor, Role.AUDITOR);

                awaitEnd(byTicket);
                awaitEnd(elsewhere);
            }
            server.grant(auditor, Role.AUDITOR);
            try (var again = open(auditor, "")) {
                again.next();
                auditor.post("/auth/logout", "");
                awaitEnd(again);
            }
        }
    }

    private static void awaitEnd(EventStream stream) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!stream.next().isEnd()) {
            assertTrue(System.nanoTime() < until, "the stream goes on");
        }
    }
}
