package minutebook.web.live.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import minutebook.web.TestUser;
import minutebook.web.docs.CheckedHttp;
import minutebook.web.http.Json;
import org.jspecify.annotations.Nullable;

/**
 * A reader of a stream, which keeps what comes, block by block. What is not documented fails the
 * next look at it, or its end.
 */
public final class EventStream implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Block END = new Block(Map.of());

    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Block> blocks = new LinkedBlockingQueue<>();
    private volatile @Nullable AssertionError fault;

    private EventStream(HttpResponse<InputStream> response) {
        this.response = response;
        Thread.ofVirtual().start(this::read);
    }

    /** Fields of one event, up to its empty line. */
    public record Block(Map<String, String> fields) {
        public boolean isEnd() {
            return equals(END);
        }

        public String id() {
            return fields.getOrDefault("id", "");
        }

        public String event() {
            return fields.getOrDefault("event", "");
        }

        public JsonNode data() throws IOException {
            return Json.read(fields.getOrDefault("data", "null").getBytes(StandardCharsets.UTF_8));
        }

        public String message() throws IOException {
            return data().path("message").asText();
        }
    }

    /** With the token in the path, as the browser opens it; past its first block. */
    public static EventStream of(TestUser user) throws Exception {
        var stream = open(request(user, ""));
        stream.next();
        return stream;
    }

    /** Comes back, having heard all up to this id; before its first block. */
    public static EventStream after(TestUser user, String lastEventId) throws Exception {
        return open(request(user, "").header("Last-Event-ID", lastEventId));
    }

    /** A new ticket, which stands for the user's token. */
    static String ticket(TestUser user) {
        return user.post("/api/v1/users/stream-ticket", "").at("/ticket").textValue();
    }

    public static HttpRequest.Builder request(TestUser user, String query) {
        return HttpRequest.newBuilder(
                user.server().resolve("/api/v1/users/stream/" + user.token() + query));
    }

    /** Before its first block. */
    public static EventStream open(HttpRequest.Builder request) throws Exception {
        var response = CheckedHttp.send(request.build(), BodyHandlers.ofInputStream());
        assertEquals(200, response.statusCode());
        return new EventStream(response);
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** The next block. */
    public Block next() throws InterruptedException {
        requireDocumented();
        Block block = blocks.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        requireDocumented();
        assertNotNull(block, "nothing came");
        return block;
    }

    /** All blocks that have come and were not looked at yet, without waiting. */
    public List<Block> soFar() {
        requireDocumented();
        List<Block> come = new ArrayList<>();
        blocks.drainTo(come);
        return come;
    }

    /** The next block that is told to anybody: with data. */
    public Block nextEvent() throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        Block block = next();
        while (!block.isEnd() && block.event().isEmpty()) {
            assertTrue(System.nanoTime() < until, "no event came");
            block = next();
        }
        return block;
    }

    /** All events up to one whose message is this, which is left out. */
    public List<Block> eventsBefore(String message) throws Exception {
        List<Block> events = new ArrayList<>();
        Block block = nextEvent();
        while (!block.message().equals(message)) {
            assertFalse(block.isEnd(), "the stream has ended");
            events.add(block);
            block = nextEvent();
        }
        return events;
    }

    /** Waits for the end of the stream, past all that still comes. */
    public void awaitEnd(Duration within) throws InterruptedException {
        long until = System.nanoTime() + within.toNanos();
        Block block;
        do {
            requireDocumented();
            block = blocks.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            assertNotNull(block, "the stream goes on");
        } while (!block.isEnd());
        requireDocumented();
    }

    private void requireDocumented() {
        AssertionError undocumented = fault;
        if (undocumented != null) {
            throw undocumented;
        }
    }

    private void read() {
        try (var lines = response.body()) {
            var reader = new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8));
            Map<String, String> fields = new LinkedHashMap<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.isEmpty()) {
                    blocks.add(new Block(Map.copyOf(fields)));
                    fields.clear();
                } else {
                    String[] field = line.split(": ", 2);
                    fields.put(field[0], field[1]);
                }
            }
        } catch (IOException gone) {
            // However else it ends, it has ended.
            if (gone.getCause() instanceof AssertionError undocumented) {
                fault = undocumented;
            }
        }
        blocks.add(END);
    }

    @Override
    public void close() throws IOException {
        response.body().close();
        requireDocumented();
    }
}
