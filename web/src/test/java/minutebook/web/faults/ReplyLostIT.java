package minutebook.web.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import minutebook.web.Eventually;
import minutebook.web.TestUser.Reply;
import minutebook.web.cluster.Direction;
import minutebook.web.cluster.Fault;
import minutebook.web.live.chat.ChatClient;
import minutebook.web.watch.Scrape;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The connection is cut where it hurts: nobody is told anything that the book does not say. */
class ReplyLostIT {
    private static final String APPENDS = "minutebook_appends_total";
    private static final String UNKNOWN = "outcome=\"unknown\"";

    @RegisterExtension static final Site SITE = new Site();

    @Test
    void when_the_answer_to_a_commit_is_lost_the_book_is_asked_and_the_client_notices_nothing()
            throws Exception {
        for (int i = 0; i < 3; i++) {
            String title = "Lost answer " + Site.nextNumber();
            SITE.network().cutReplyTo(title);

            Reply renamed = SITE.rename(title);

            assertEquals(200, renamed.status(), renamed.json().toString());
            assertTrue(SITE.network().hasCutReply());
            assertInTheBookOnce(title);
        }
    }

    @Test
    void when_a_command_is_cut_on_its_way_it_is_written_again_and_once() throws Exception {
        for (int bytes : new int[] {40, 100, 250, 500, 800, 1_200}) {
            String title = "Cut off " + Site.nextNumber();
            SITE.network().set(Direction.TO_SERVER, new Fault.CutAfter(bytes));

            Reply renamed = SITE.rename(title);

            assertEquals(200, renamed.status(), bytes + ": " + renamed.json());
            assertInTheBookOnce(title);
        }
    }

    @Test
    void when_nobody_can_be_asked_the_client_is_told_so_and_repeats_it_under_its_key()
            throws Exception {
        String title = "Not known " + Site.nextNumber();
        SITE.network().cutReplyTo(title);
        SITE.network().refuse();
        var first = CompletableFuture.supplyAsync(() -> Asked.of(() -> create(title)));
        awaitCutReply();
        SITE.network().cutAll();
        Asked.until(SITE::rename, it -> it.status() == 503);
        Asked unknown = first.join();

        assertEquals(504, unknown.status(), unknown.reply().json().toString());
        assertEquals(
                "Repeat with the same Idempotency-Key", unknown.reply().at("/message").textValue());
        // After 5 s, and not after the 20 s that a socket waits.
        assertTrue(unknown.millis() < 10_000, () -> unknown.millis() + " ms");

        SITE.network().listen();
        Asked.until(SITE::rename, it -> it.status() == 200);
        Reply repeated = create(title);
        assertEquals(201, repeated.status(), repeated.json().toString());
        assertEquals(
                SITE.texts(
                        "select position from book.event where type = 'project-created' and data ->> 'title' = '%s'"
                                .formatted(title)),
                List.of(String.valueOf(repeated.header("Event-Position"))));
    }

    @Test
    void when_nobody_can_be_asked_of_a_message_its_client_is_let_go_and_says_it_once_more()
            throws Exception {
        String wish =
                "{\"project_id\": %d, \"content\": \"Is it there?\", \"client_message_id\": \"%s\"}"
                        .formatted(SITE.bridge(), "not known " + Site.nextNumber());
        List<String> before = messages();
        double unknown = Scrape.of(SITE.node().url()).of(APPENDS, UNKNOWN);
        // The Java client takes no notice when a server closes a WebSocket.
        try (var annas = ChatClient.connect(SITE.anna(), "polling")) {
            SITE.network().cutReplyTo("message-sent");
            SITE.network().refuse();
            CompletableFuture<JsonNode> ack = annas.ask("send_message", new JSONObject(wish));
            awaitCutReply();
            SITE.network().cutAll();
            Scrape.await(SITE.node().url(), it -> it.of(APPENDS, UNKNOWN) > unknown);
            SITE.network().listen();
            assertEquals("transport close", annas.next("disconnect").textValue());
            assertFalse(ack.isDone());
        }

        Asked.until(SITE::rename, it -> it.status() == 200);
        try (var again = ChatClient.connect(SITE.anna())) {
            String id = again.send(wish).at("/id").asText();
            List<String> since = messages();
            since.removeAll(before);
            assertEquals(List.of(id), since);
        }
    }

    private static void awaitCutReply() throws Exception {
        Eventually.holds(Duration.ofMinutes(2), SITE.network()::hasCutReply);
    }

    /** The positions of all messages in the book. */
    private static List<String> messages() throws SQLException {
        return SITE.texts("select position from book.event where type = 'message-sent'");
    }

    private static Reply create(String title) {
        return SITE.anna()
                .send(
                        "POST",
                        "/api/v1/projects",
                        "{\"title\": \"%s\"}".formatted(title),
                        Map.of("Idempotency-Key", title));
    }

    private static void assertInTheBookOnce(String title) throws SQLException {
        assertEquals(1, SITE.titles().stream().filter(title::equals).count());
    }
}
