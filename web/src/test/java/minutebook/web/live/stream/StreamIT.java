package minutebook.web.live.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.live.Pace;
import minutebook.web.live.stream.EventStream.Block;
import minutebook.web.mail.MailTable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How a stream begins, goes on after a loss, and keeps its place (contract 4.1). */
class StreamIT {
    private static final Duration BEAT = Duration.ofMillis(500);

    private static TestServer server;
    private static TestUser anna;
    private static TestUser ben;

    @BeforeAll
    static void start() throws Exception {
        server =
                new TestServer(
                        Duration.ofMinutes(60),
                        Pace.defaults().withStreams(BEAT, Pace.defaults().stalledAfter()));
        anna = server.register("anna");
        ben = server.register("ben");
        new MailTable(server.database()).awaitAllEnded();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void it_opens_at_once_and_says_where_it_begins() throws Exception {
        String position = anna.createProject("First", List.of(), List.of()) > 0 ? head() : "";

        try (var stream = EventStream.open(EventStream.request(ben, ""))) {
            assertTrue(stream.header("Content-Type").startsWith("text/event-stream"));
            assertEquals("no-store", stream.header("Cache-Control"));
            assertEquals("no", stream.header("X-Accel-Buffering"));
            Block first = stream.next();
            assertEquals(Set.of("retry", "id"), first.fields().keySet());
            int retry = Integer.parseInt(first.fields().get("retry"));
            assertTrue(retry >= 2_400 && retry <= 3_600, () -> "retry: " + retry);
            assertTrue(first.id().endsWith("-" + position), first::id);
        }
    }

    @Test
    void a_quiet_stream_beats_with_a_position_that_moves_on() throws Exception {
        try (var stream = EventStream.open(EventStream.request(ben, ""))) {
            Block first = stream.next();
            anna.createProject("Nothing of Ben's", List.of(), List.of());
            stream.soFar();
            // What was under way meanwhile may be of before.
            stream.next();
            Block beat = stream.next();

            assertEquals(Set.of("id"), beat.fields().keySet());
            assertNotEquals(first.id(), beat.id());
            assertTrue(beat.id().endsWith("-" + head()), beat::id);
        }
        assertEquals(Duration.ofSeconds(15), Pace.defaults().beatEvery());
    }

    @Test
    void the_token_may_stand_in_the_path_in_the_query_or_in_the_header() throws Exception {
        URI stream = server.url().resolve("/api/v1/users/stream");
        var requests =
                List.of(
                        HttpRequest.newBuilder(URI.create(stream + "/" + ben.token())),
                        HttpRequest.newBuilder(URI.create(stream + "/" + ben.token() + "/")),
                        HttpRequest.newBuilder(URI.create(stream + "?token=" + ben.token())),
                        HttpRequest.newBuilder(stream)
                                .header("Authorization", "Bearer " + ben.token()));
        for (var request : requests) {
            try (var reader = EventStream.open(request)) {
                reader.next();
                invite(ben, "With a token");
                assertEquals("With a token", title(reader.nextEvent()));
            }
        }
    }

    @Test
    void nobody_gets_in_without_a_good_token() {
        TestUser gone = server.register("gone");
        assertEquals(200, gone.post("/auth/logout", "").status());
        TestUser nobody = TestUser.nobody(server.url());

        assertRefused(nobody.get("/api/v1/users/stream"));
        assertRefused(nobody.get("/api/v1/users/stream?token="));
        assertRefused(nobody.get("/api/v1/users/stream?token=garbage"));
        assertRefused(nobody.get("/api/v1/users/stream/garbage"));
        assertRefused(nobody.get("/api/v1/users/stream/" + anna.token() + "x"));
        assertRefused(nobody.get("/api/v1/users/stream/" + gone.token()));
        assertRefused(gone.get("/api/v1/users/stream"));
    }

    @Test
    void who_comes_back_is_told_all_that_was_missed_and_then_goes_on_live() throws Exception {
        String since;
        try (var stream = EventStream.open(EventStream.request(ben, ""))) {
            since = stream.next().id();
        }
        // More than is read from the table, or kept in memory, at once.
        List<String> titles = IntStream.range(0, 700).mapToObj(i -> "Missed " + i).toList();
        Thread writer = Thread.startVirtualThread(() -> titles.forEach(it -> invite(ben, it)));

        List<Block> heard = new ArrayList<>();
        String last = since;
        for (int part : List.of(1, 40, 200, 459)) {
            try (var stream = EventStream.after(ben, last)) {
                assertEquals(last, stream.next().id());
                for (int i = 0; i < part; i++) {
                    heard.add(stream.nextEvent());
                }
                last = heard.getLast().id();
            }
        }
        writer.join();

        assertEquals(titles, titles(heard));
        try (var stream = EventStream.open(EventStream.request(ben, "?last_event_id=" + since))) {
            assertEquals(since, stream.next().id());
            List<Block> again = new ArrayList<>();
            for (int i = 0; i < titles.size(); i++) {
                again.add(stream.nextEvent());
            }
            assertEquals(heard, again);
            invite(ben, "Live");
            assertEquals("Live", title(stream.nextEvent()));
        }
    }

    @Test
    void an_id_that_is_none_of_this_book_is_told_so_and_then_it_goes_on_live() throws Exception {
        String id;
        try (var stream = EventStream.open(EventStream.request(ben, ""))) {
            id = stream.next().id();
        }
        String epoch = id.substring(0, id.lastIndexOf('-') + 1);

        for (String foreign :
                List.of(
                        "00000000-1",
                        "1",
                        "garbage",
                        epoch,
                        epoch + "-1",
                        epoch + "999999999",
                        epoch + "99999999999999999999",
                        epoch + "1x",
                        "x".repeat(5_000))) {
            try (var stream = EventStream.after(ben, foreign)) {
                Block first = stream.next();
                assertEquals(Set.of("retry"), first.fields().keySet());
                Block resync = stream.next();
                assertEquals("resync", resync.event(), foreign);
                assertEquals(resync.id(), stream.next().id());
                assertTrue(resync.message().length() > 10);
                invite(ben, "After a resync");
                assertEquals("After a resync", title(stream.nextEvent()));
            }
        }
    }

    @Test
    void two_streams_of_one_user_both_hear_everything() throws Exception {
        try (var one = EventStream.of(ben);
                var other = EventStream.of(ben)) {
            invite(ben, "For both");
            assertEquals(one.nextEvent(), other.nextEvent());
        }
    }

    private static void assertRefused(TestUser.Reply reply) {
        assertEquals(401, reply.status());
        assertTrue(String.valueOf(reply.header("WWW-Authenticate")).startsWith("Bearer"));
        assertTrue(reply.at("/message").isTextual());
    }

    private static void invite(TestUser user, String title) {
        anna.createProject(title + suffix(), List.of(), List.of(user));
    }

    private static String title(Block block) throws Exception {
        return block.data().path("project_title").asText().replaceFirst(" #.*", "");
    }

    private static List<String> titles(List<Block> blocks) throws Exception {
        List<String> titles = new ArrayList<>();
        for (Block block : blocks) {
            titles.add(title(block));
        }
        return titles;
    }

    /** Titles are unique. */
    private static String suffix() {
        return " #" + UUID.randomUUID();
    }

    /** The book's last position, as it is in the table. */
    private static String head() throws Exception {
        try (var connection = server.database().getConnection();
                var rows =
                        connection
                                .createStatement()
                                .executeQuery("select max(position) from book.event")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
