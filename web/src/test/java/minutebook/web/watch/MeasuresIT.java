package minutebook.web.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.live.chat.ChatClient;
import minutebook.web.live.stream.EventStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is done shows in what is measured. */
class MeasuresIT {
    private static TestServer server;
    private static TestUser anna;
    private static TestUser ben;

    @BeforeAll
    static void start() {
        server = new TestServer();
        anna = server.register("anna");
        ben = server.register("ben");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void each_append_is_counted_by_its_end_and_its_batch() {
        Scrape before = Scrape.of(server.url());

        anna.createProject("Counted", List.of(), List.of());
        assertEquals(409, anna.post("/api/v1/projects", "{\"title\": \"counted\"}").status());

        Scrape after = Scrape.of(server.url());
        // What became of mails is told to the book, too, whenever it has become of them.
        for (String name :
                List.of(
                        "minutebook_events_written_total",
                        "minutebook_append_batch_size_count",
                        "minutebook_append_commit_seconds_count")) {
            assertTrue(rise(before, after, name) >= 1, name);
        }
        assertTrue(rise(before, after, "minutebook_appends_total", "outcome=\"done\"") >= 1);
        // A refusal is looked at once more before it is told.
        assertTrue(rise(before, after, "minutebook_appends_total", "outcome=\"refused\"") >= 1);
        double seconds = after.of("minutebook_append_commit_seconds_sum");
        assertTrue(seconds > 0 && seconds < 60, "in seconds: " + seconds);
        assertEquals(1, after.of("minutebook_book_connected"));
    }

    @Test
    void each_read_model_shows_where_it_is_and_how_far_behind() throws Exception {
        anna.createProject("Followed", List.of(), List.of());

        Scrape seen =
                Scrape.await(
                        server.url(),
                        it ->
                                it.of("minutebook_read_model_behind_events") == 0
                                        && it.of("minutebook_read_model_behind_seconds") == 0);

        double head = seen.of("minutebook_book_position");
        for (String model :
                List.of("users", "projects", "notifications", "analytics", "mail", "erasures")) {
            assertEquals(
                    head,
                    seen.of("minutebook_read_model_position", "model=\"" + model + "\""),
                    model);
        }
        assertEquals(0, seen.of("minutebook_read_model_stopped"));
    }

    @Test
    void what_is_delivered_is_measured_from_its_commit_to_the_socket() throws Exception {
        Scrape before = Scrape.of(server.url());
        try (var stream = EventStream.of(ben)) {
            assertRises(
                    before,
                    Scrape.of(server.url()),
                    1,
                    "minutebook_streams_open",
                    "kind=\"notifications\"");
            long bridge = anna.createProject("Delivered", List.of(), List.of(ben));
            stream.nextEvent();

            try (var speaker = ChatClient.in(bridge, anna);
                    var hearer = ChatClient.in(bridge, ben)) {
                speaker.say(bridge, "Hello");
                hearer.next("receive_message");

                Scrape during =
                        Scrape.await(
                                server.url(),
                                it ->
                                        rise(
                                                                before,
                                                                it,
                                                                "minutebook_delivery_seconds_count",
                                                                "to=\"sockets\"")
                                                        >= 2
                                                && rise(
                                                                before,
                                                                it,
                                                                "minutebook_delivery_seconds_count",
                                                                "to=\"notifications\"")
                                                        >= 1);
                assertRises(before, during, 2, "minutebook_sockets_open");
                assertTrue(rise(before, during, "minutebook_stream_events_total") >= 1);
                assertTrue(rise(before, during, "minutebook_socket_packets_total") >= 2);
                double seconds = rise(before, during, "minutebook_delivery_seconds_sum");
                assertTrue(seconds > 0 && seconds < 60, "in seconds: " + seconds);
            }
        }
        Scrape after =
                Scrape.await(
                        server.url(),
                        it ->
                                rise(before, it, "minutebook_sockets_open") == 0
                                        && rise(before, it, "minutebook_sockets_ended_total") == 2);
        assertRises(before, after, 2, "minutebook_sockets_ended_total", "reason=\"left\"");
    }

    @Test
    void requests_are_counted_by_route_and_answers_by_where_they_came_from() {
        long bridge = anna.createProject("Asked for", List.of(), List.of());
        Scrape before = Scrape.of(server.url());

        for (int i = 0; i < 3; i++) {
            assertEquals(200, anna.get("/api/v1/projects/" + bridge).status());
        }
        assertEquals(404, anna.get("/api/v1/projects/999999").status());
        assertEquals(404, anna.get("/nope/" + bridge).status());

        Scrape after = Scrape.of(server.url());
        String requests = "minutebook_http_requests_total";
        String route = "route=\"/api/v1/projects/{project}\"";
        assertRises(before, after, 3, requests, route, "method=\"GET\"", "status=\"2xx\"");
        assertRises(before, after, 1, requests, route, "method=\"GET\"", "status=\"4xx\"");
        assertRises(before, after, 1, requests, "route=\"none\"", "status=\"4xx\"");
        assertTrue(rise(before, after, "minutebook_kept_answers_total", "result=\"hit\"") >= 1);
        assertTrue(rise(before, after, "minutebook_kept_answers_total", "result=\"miss\"") >= 1);
        assertTrue(
                rise(before, after, "minutebook_http_request_seconds_count", "kind=\"query\"")
                        >= 4);
    }

    @Test
    void mails_are_counted_when_they_went_out() throws Exception {
        double before = Scrape.of(server.url()).of("mail_sent_total");

        server.register("mailed");

        Scrape.await(server.url(), it -> it.of("mail_sent_total") > before);
    }

    @Test
    void however_much_is_asked_for_the_page_stays_small() {
        for (int i = 0; i < 50; i++) {
            anna.get("/api/v1/projects/" + i + "?x=" + i);
            anna.get("/nope/" + i);
        }

        Scrape seen = Scrape.of(server.url());

        assertTrue(seen.values().size() < 600, () -> seen.values().size() + " lines");
        assertTrue(seen.text().length() < 100_000, () -> seen.text().length() + " characters");
    }

    private static double rise(Scrape before, Scrape after, String name, String... labels) {
        return after.of(name, labels) - before.of(name, labels);
    }

    private static void assertRises(
            Scrape before, Scrape after, double by, String name, String... labels) {
        assertEquals(by, rise(before, after, name, labels), name + List.of(labels));
    }
}
