package minutebook.web.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import minutebook.web.TestUser;
import minutebook.web.TestUser.Reply;
import minutebook.web.cluster.Node;
import minutebook.web.live.socketio.RawClient;
import minutebook.web.live.stream.EventStream;

/** Anna, Ben and Cleo share a project; Anna never stops to rename it. For one thread. */
final class Scene {
    final TestUser anna;
    final TestUser ben;
    final TestUser cleo;
    final long bridge;
    private final AtomicInteger titles = new AtomicInteger();
    private volatile boolean over;
    private Thread writing = Thread.ofVirtual().unstarted(() -> {});

    Scene(Node node) throws Exception {
        anna = TestUser.register(node.url(), "anna");
        ben = TestUser.register(node.url(), "ben");
        cleo = TestUser.register(node.url(), "cleo");
        node.operate("grant", "anna@example.org", "admin");
        node.operate("grant", "anna@example.org", "auditor");
        bridge = anna.createProject("Bridge", List.of(), List.of(ben));
        // Whoever is erased later owns something that others are in.
        cleo.createProject("Tunnel", List.of(ben), List.of(anna));
    }

    /** From now on titles change all the time. */
    void begin() throws InterruptedException {
        over = false;
        int before = titles.get();
        writing = Thread.startVirtualThread(this::write);
        awaitTitles(before + 20);
    }

    private void write() {
        while (!over) {
            String title = "Bridge " + titles.incrementAndGet();
            assertEquals(
                    200,
                    anna.put("/api/v1/projects/" + bridge, "{\"title\": \"" + title + "\"}")
                            .status());
        }
    }

    /** Waits until so many more were given. */
    void goOn() throws InterruptedException {
        awaitTitles(titles.get() + 20);
    }

    private void awaitTitles(int count) throws InterruptedException {
        while (titles.get() < count && writing.isAlive()) {
            Thread.sleep(5);
        }
        assertTrue(titles.get() >= count);
    }

    void end() throws InterruptedException {
        over = true;
        writing.join();
    }

    /** Where Ben is who listens: the id that his browser remembers. */
    String heard() throws Exception {
        try (EventStream stream = EventStream.open(EventStream.request(ben, ""))) {
            stream.next();
            return stream.nextEvent().id();
        }
    }

    /** The same person, who has logged in again. */
    TestUser again(TestUser user, URI server) {
        Reply reply =
                TestUser.nobody(server)
                        .post(
                                "/auth/login",
                                "{\"email\": \"%s\", \"password\": \"%s\"}"
                                        .formatted(user.email(), TestUser.PASSWORD));
        assertEquals(200, reply.status(), reply.json().toString());
        return new TestUser(server, reply.at("/authorization").textValue(), user.id(), user.name());
    }

    /** Of an event's id: what stands before its position. */
    static String epoch(String id) {
        return id.substring(0, id.indexOf('-'));
    }

    /** Old tokens have ended, and old ids are told to be such, by stream, socket and inbox. */
    void assertTold(Node node, String heard) throws Exception {
        assertEquals(401, anna.at(node.url()).get("/api/v1/users/me").status());
        TestUser ben = again(this.ben, node.url());
        try (EventStream stream =
                EventStream.open(EventStream.request(ben, "").header("Last-Event-ID", heard))) {
            assertEquals("resync", stream.nextEvent().event());
        }
        try (var socket = RawClient.open(node.port())) {
            socket.text("40/ws/messages,{\"token\":\"%s\"}".formatted(ben.token()));
            socket.text(
                    "42/ws/messages,1[\"join_project\",{\"project_id\":%d,\"since\":\"%s\"}]"
                            .formatted(bridge, heard));
            String answer = socket.readUntil("43/ws/messages,1", 10_000);
            assertTrue(answer.contains("\"since\""), answer);
        }
        assertEquals(
                400,
                ben.put("/api/v1/notifications/read", "{\"up_to\": \"%s\"}".formatted(heard))
                        .status());
    }

    /** What the book says of its restoration. */
    static JsonNode restoration(TestUser auditor) {
        Reply reply = auditor.get("/api/v1/audit/events?type=book-restored");
        assertEquals(1, reply.at("/data").size(), reply.json().toString());
        return reply.at("/data/0/event");
    }

    /** What waited for its mail server is not sent by itself, and can be. */
    static void assertMailKept(TestUser admin) {
        JsonNode dropped = admin.get("/api/v1/mail?state=dropped").at("/data");
        JsonNode kept =
                StreamSupport.stream(dropped.spliterator(), false)
                        .filter(it -> it.path("reason").asText().equals("restored"))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(dropped.toString()));
        assertEquals(
                200,
                admin.post("/api/v1/mail/%s/retry".formatted(kept.path("id").asText()), "")
                        .status());
    }

    /** By what mails are not sent. */
    static Map<String, String> nowhere() {
        return Map.of("MAIL_URL", "smtp://127.0.0.1:1");
    }
}
