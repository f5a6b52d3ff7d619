package minutebook.web.stopping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import minutebook.web.ServerProcess;
import minutebook.web.TestUser;
import minutebook.web.cluster.Direction;
import minutebook.web.cluster.Fault;
import minutebook.web.cluster.Node;
import minutebook.web.cluster.PostgresServer;
import minutebook.web.cluster.TcpProxy;
import minutebook.web.live.socketio.RawClient;
import minutebook.web.live.stream.EventStream;
import minutebook.web.messages.Speaker;
import minutebook.web.stopping.KeptConnection.Fate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Told to stop, a server leaves nobody without an answer, and is gone within 15 s, whatever. */
class StopIT {
    private static final Duration GONE_WITHIN = Duration.ofSeconds(15);
    private static final int WRITERS = 8;
    private static final int ENOUGH = 200;

    /** Of all writers, who hardly come at the same moment. */
    private static final int AT_THE_END_MAX = 2;

    @TempDir Path folder;

    @Test
    void whoever_is_there_gets_the_answer_or_the_last_word() throws Exception {
        try (var node = embedded(Map.of("MAIL_URL", "dummy:"))) {
            node.start();
            TestUser anna = TestUser.register(node.url(), "anna");
            TestUser ben = TestUser.register(node.url(), "ben");
            long room = anna.createProject("Room", List.of(), List.of(ben));
            try (EventStream stream = EventStream.open(EventStream.request(ben, ""));
                    var socket = RawClient.open(node.port())) {
                socket.text("40/ws/messages,{\"token\":\"%s\"}".formatted(anna.token()));
                Writers writers = new Writers(anna, WRITERS, ENOUGH).begin();
                socket.text(
                        "42/ws/messages,1[\"send_message\",{\"project_id\":%d,\"content\":\"Bye\"}]"
                                .formatted(room));
                socket.readUntil("43/ws/messages,1", 20_000);

                assertGone(node, 0);

                Map<Fate, Integer> fates = writers.end();
                assertEquals(List.of(), withoutAnswer(fates), fates.toString());
                EventStream.Block last = last(stream);
                assertTrue(
                        last.fields().containsKey("retry") && !last.id().isEmpty(),
                        last.toString());
                assertEquals(
                        RawClient.CLOSED + " 1001", socket.readUntil(RawClient.CLOSED, 20_000));
                assertFalse(Files.exists(postgres(node)));
                assertEquals(List.of(), node.errors());

                node.start();
                writers.assertAllThere(anna);
            }
        }
    }

    @Test
    void nobody_who_is_slow_keeps_it_and_half_an_answer_does_not_look_whole() throws Exception {
        try (var mailServer = new Silent();
                var node = embedded(Map.of("MAIL_URL", "smtp://127.0.0.1:" + mailServer.port()))) {
            node.start();
            TestUser anna = TestUser.register(node.url(), "anna");
            node.operate("grant", "anna@example.org", "auditor");
            long project = anna.createProject("Large", List.of(), List.of());
            mailServer.awaitCaller();
            try (var speaker = new Speaker(anna)) {
                for (int i = 0; i < 300; i++) {
                    speaker.say(project, "x".repeat(9_000));
                }
            }
            try (var export = SlowReader.get(anna, "/api/v1/audit/events?format=ndjson");
                    var stream =
                            SlowReader.get(anna, "/api/v1/users/stream?token=" + anna.token());
                    var upload = SlowUpload.begin(anna, "/api/v1/projects/" + project)) {
                export.readHead();
                stream.readHead();

                assertGone(node, 0);

                assertTrue(upload.answer().startsWith("HTTP/1.1 503 "), upload.answer());
                assertFalse(export.isWhole());
            }
        }
    }

    @Test
    void a_database_that_does_not_answer_keeps_nobody() throws Exception {
        try (var postgres = PostgresServer.start(Files.createDirectory(folder.resolve("pg")));
                var proxy = TcpProxy.before("127.0.0.1", postgres.port());
                var node = Node.on(postgres.url(proxy.port()), folder.resolve("node"))) {
            node.start();
            TestUser anna = TestUser.register(node.url(), "anna");
            try (EventStream stream = EventStream.open(EventStream.request(anna, ""))) {
                Writers writers = new Writers(anna, WRITERS, ENOUGH).begin();
                proxy.set(Direction.TO_SERVER, new Fault.Stall());

                assertGone(node, 0);

                Map<Fate, Integer> fates = writers.end();
                assertEquals(List.of(), withoutAnswer(fates), fates.toString());
                assertTrue(last(stream).fields().containsKey("retry"));
            }
        }
    }

    @Test
    void a_second_signal_does_not_wait_and_loses_nothing() throws Exception {
        try (var node = embedded(Map.of("MAIL_URL", "dummy:"))) {
            node.start();
            TestUser anna = TestUser.register(node.url(), "anna");
            Writers writers = new Writers(anna, 2, 20).begin();
            try (var upload = SlowUpload.begin(anna, "/api/v1/users/me")) {
                node.terminate();
                writers.end();
                long begun = System.nanoTime();
                node.terminate();

                assertEquals(1, node.exitCode());
                assertTrue(seconds(begun) < 3, () -> "it took " + seconds(begun) + " s");
                assertEquals("", upload.answer());
            }
            // Not left behind: it was told to stop at once.
            try (var run = ProcessHandle.allProcesses()) {
                String programs = node.dataDir().toString();
                assertFalse(
                        run.anyMatch(
                                it ->
                                        it.info()
                                                .command()
                                                .filter(path -> path.startsWith(programs))
                                                .isPresent()));
            }

            node.start();
            writers.assertAllThere(anna);
            node.operate("verify");
        }
    }

    private Node embedded(Map<String, String> settings) throws Exception {
        return new Node(ServerProcess.QUICK_JVM, folder.resolve("node"), settings);
    }

    private static Path postgres(Node node) {
        return node.dataDir().resolve("postgres/data/postmaster.pid");
    }

    private static void assertGone(Node node, int exitCode) {
        long begun = System.nanoTime();
        node.terminate();
        assertEquals(exitCode, node.exitCode());
        double took = seconds(begun);
        assertTrue(took < GONE_WITHIN.toSeconds(), () -> "it took " + took + " s");
    }

    private static List<Fate> withoutAnswer(Map<Fate, Integer> fates) {
        int atTheEnd = fates.getOrDefault(new Fate.AtTheEnd(), 0);
        assertTrue(atTheEnd <= AT_THE_END_MAX, fates::toString);
        return fates.keySet().stream().filter(it -> it instanceof Fate.Lost).toList();
    }

    private static EventStream.Block last(EventStream stream) throws Exception {
        EventStream.Block last = stream.next();
        for (var next = last; !next.isEnd(); next = stream.next()) {
            last = next;
        }
        return last;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
