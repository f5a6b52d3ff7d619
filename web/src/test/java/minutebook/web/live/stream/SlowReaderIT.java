package minutebook.web.live.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import minutebook.web.TestServer;
import minutebook.web.TestUser;
import minutebook.web.live.Pace;
import minutebook.web.live.stream.EventStream.Block;
import minutebook.web.watch.Scrape;
import org.junit.jupiter.api.Test;

/** A reader that does not read: it is cut, slows nobody, and loses nothing. */
class SlowReaderIT {
    private static final Duration STALLED_AFTER = Duration.ofSeconds(1);
    private static final Duration BEAT = Duration.ofMillis(500);

    // More than the kernel takes for a reader: each notification names all 40 at full length.
    private static final int PROJECTS = 150;
    private static final int MEMBERS = 40;

    @Test
    void it_is_cut_and_slows_nobody_and_is_told_the_rest_when_it_comes_back() throws Exception {
        try (var server =
                new TestServer(
                        Duration.ofMinutes(60), Pace.defaults().withStreams(BEAT, STALLED_AFTER))) {
            TestUser anna = server.register("anna");
            List<TestUser> crowd =
                    IntStream.range(0, MEMBERS)
                            .mapToObj(_ -> server.register("somebody-with-a-name-of-length-"))
                            .toList();
            TestUser ben = crowd.getFirst();
            try (var stalled = new Socket();
                    var quick = EventStream.of(ben)) {
                String began = open(stalled, ben);

                for (int i = 0; i < PROJECTS; i++) {
                    anna.createProject("Project " + i, List.of(), crowd);
                }

                Block last = new Block(Map.of());
                for (int i = 0; i < PROJECTS; i++) {
                    last = quick.nextEvent();
                    assertEquals("Project " + i, title(last));
                }
                // So much later the other one must have been cut, whatever it still has to read.
                for (int i = 0; i < 3 * STALLED_AFTER.dividedBy(BEAT); i++) {
                    quick.next();
                }
                List<String> ids = ids(stalled, began);
                assertTrue(ids.size() < PROJECTS, () -> ids.size() + " came");
                Scrape.await(
                        server.url(),
                        it -> it.of("minutebook_streams_ended_total", "reason=\"stalled\"") == 1);

                try (var again = EventStream.after(ben, ids.getLast())) {
                    again.next();
                    Block block = again.nextEvent();
                    assertEquals("Project " + (ids.size() - 1), title(block));
                    for (int i = ids.size(); i < PROJECTS; i++) {
                        block = again.nextEvent();
                    }
                    assertEquals(last, block);
                }
            }
        }
        assertEquals(Duration.ofSeconds(10), Pace.defaults().stalledAfter());
    }

    /** Reads its first block, and no more; the id at which it begins. */
    private static String open(Socket socket, TestUser user) throws IOException {
        // Before it connects: afterwards the window would be wide already.
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout((int) EventStream.PATIENCE.toMillis());
        socket.connect(new InetSocketAddress(user.server().getHost(), user.server().getPort()));
        String request =
                "GET /api/v1/users/stream/%s HTTP/1.1\r\nHost: %s\r\n\r\n"
                        .formatted(user.token(), user.server().getAuthority());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        var in = new DataInputStream(socket.getInputStream());
        var block = new StringBuilder();
        while (block.indexOf("\n\n") < 0) {
            block.append((char) in.readUnsignedByte());
        }
        return block.toString().replaceAll("(?s).*\nid: (.*)\n\n", "$1");
    }

    /** This id, and those of all blocks that still arrive whole, until the connection ends. */
    private static List<String> ids(Socket socket, String began) throws IOException {
        var ids = new ArrayList<>(List.of(began));
        String id = "";
        boolean told = false;
        var reader =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        try {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                    told = false;
                } else if (line.startsWith("data: ")) {
                    told = true;
                } else if (line.isEmpty() && !id.isEmpty() && told) {
                    ids.add(id);
                    id = "";
                }
            }
        } catch (SocketException reset) {
            // However it ends, it has ended.
        }
        return ids;
    }

    private static String title(Block block) throws Exception {
        return block.data().path("project_title").asText();
    }
}
