package minutebook.web.door;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nobody keeps the server waiting for long, and nobody takes all connections. */
class PatienceIT {
    private static final String HEAD = "POST /length HTTP/1.1\r\nHost: h\r\nConnection: close\r\n";
    private static final String GET = "GET /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";

    private static BareServer server;

    @BeforeAll
    static void start() {
        server = new BareServer(BareServer.LIMITS, List.of(), List.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_head_that_trickles_is_ended_as_a_whole_while_others_are_served() throws Exception {
        try (Socket slow = server.connect()) {
            var trickle = trickle(slow, "X: a\r\n");

            assertTrue(server.exchange(GET).startsWith("HTTP/1.1 200"));
            String answer = answer(slow);
            assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
            trickle.interrupt();
        }
    }

    @Test
    void a_body_that_trickles_is_ended_as_a_whole() throws Exception {
        for (String head :
                List.of("Content-Length: 90000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n")) {
            try (Socket slow = server.connect()) {
                write(slow, HEAD + head);
                var trickle = trickle(slow, head.startsWith("C") ? "x" : "1\r\nx\r\n");

                String answer = answer(slow);
                assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
                trickle.interrupt();
            }
        }
    }

    @Test
    void a_connection_that_nothing_is_asked_on_is_closed_without_a_word() throws Exception {
        try (Socket silent = server.connect();
                Socket idle = server.connect()) {
            write(idle, "GET /x HTTP/1.1\r\nHost: h\r\n\r\n");

            assertEquals("", answer(silent));
            assertTrue(answer(idle).startsWith("HTTP/1.1 200"));
        }
    }

    @Test
    void a_stop_does_not_wait_for_those_who_ask_nothing() throws Exception {
        var stopping = new BareServer(DoorLimits.defaults(), List.of(), List.of());
        try (Socket idle = stopping.connect()) {
            write(idle, "GET /x HTTP/1.1\r\nHost: h\r\n\r\n");
            assertEquals(8, idle.getInputStream().readNBytes(8).length);

            assertTimeout(Duration.ofSeconds(10), stopping::close);
        }
    }

    @Test
    void who_takes_nothing_of_an_answer_is_cut_and_who_takes_it_slowly_is_not() throws Exception {
        String get = "GET /large HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
        try (Socket stalled = server.connectNarrowly();
                Socket slow = server.connectNarrowly()) {
            write(stalled, get);
            write(slow, get);

            var never = new CountDownLatch(1);
            long came = 0;
            byte[] some = new byte[256 * 1024];
            for (int n = 0; n >= 0; n = slow.getInputStream().read(some)) {
                came += n;
                assertFalse(never.await(20, MILLISECONDS));
            }

            assertTrue(came > BareServer.LARGE_BYTES, () -> came(stalled) + " came");
            // It took longer than anybody may stall, so the other must be cut by now.
            assertTrue(came(stalled) < BareServer.LARGE_BYTES);
        }
    }

    /** All that still comes before the connection ends, however it does. */
    private static long came(Socket socket) {
        try {
            return socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException reset) {
            return 0;
        }
    }

    @Test
    void who_waits_to_be_told_sends_the_body_then() throws Exception {
        try (Socket polite = server.connect()) {
            write(polite, HEAD + "Content-Length: 3\r\nExpect: 100-continue\r\n\r\n");
            byte[] told = polite.getInputStream().readNBytes(25);
            assertEquals("HTTP/1.1 100 Continue\r\n\r\n", new String(told, ISO_8859_1));

            write(polite, "abc");

            assertTrue(answer(polite).endsWith("length 3"));
        }
    }

    @Test
    void who_waits_to_be_told_and_is_not_wanted_is_not_waited_for() throws Exception {
        try (Socket polite = server.connect()) {
            write(
                    polite,
                    "POST /unread HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");

            String answer = answer(polite);

            assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
            assertFalse(answer.contains("Continue"), answer);
        }
    }

    @Test
    void an_address_has_its_share_of_connections_and_gets_it_back() throws Exception {
        var limits = withConnections(10, 3);
        try (var small = new BareServer(limits, List.of(), List.of())) {
            var silent = new ArrayList<Socket>();
            for (int i = 0; i < 3; i++) {
                silent.add(small.connect());
            }
            assertTrue(answer(small.connect()).startsWith("HTTP/1.1 503 "));

            for (Socket each : silent) {
                assertEquals("", answer(each));
                each.close();
            }

            for (int i = 0; i < 10; i++) {
                assertTrue(isAnsweredSoon(small));
            }
        }
    }

    /** A client knows of its connection's end before the server has counted it. */
    private static boolean isAnsweredSoon(BareServer server) throws IOException {
        long until = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (System.nanoTime() < until) {
            if (server.exchange(GET).startsWith("HTTP/1.1 200")) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    @Test
    void a_trusted_proxy_speaks_for_many_and_names_them() throws Exception {
        var limits = withConnections(5, 1);
        try (var small = new BareServer(limits, List.of(Network.parse("127.0.0.0/8")), List.of())) {
            var open = new ArrayList<Socket>();
            for (int i = 0; i < 4; i++) {
                open.add(small.connect());
            }
            String forwarded =
                    GET.replace("/x", "/address")
                            .replace("\r\n\r\n", "\r\nX-Forwarded-For: 6.6.6.6, 1.2.3.4\r\n\r\n");

            assertTrue(small.exchange(forwarded).endsWith("\r\n\r\n1.2.3.4"));
            for (Socket each : open) {
                each.close();
            }
        }
        assertTrue(server.exchange(GET.replace("/x", "/address")).endsWith("\r\n\r\n127.0.0.1"));
    }

    @Test
    void what_strangers_claim_to_come_from_reaches_no_handler() throws Exception {
        String plain = server.exchange(GET);
        String claims =
                """
                X-Forwarded-For: 1.2.3.4\r
                X-Forwarded-Host: h\r
                X-Forwarded-Proto: https\r
                Forwarded: for=1.2.3.4\r
                X-HELIDON-CN: admin\r
                X-Real-IP: 1.2.3.4\r
                """;

        String claimed = server.exchange(GET.replace("Host", claims + "Host"));

        assertEquals(body(plain), body(claimed), "path and number of headers");
    }

    private static DoorLimits withConnections(int all, int perAddress) {
        DoorLimits it = BareServer.LIMITS;
        return new DoorLimits(
                it.requestLineBytesMax(),
                it.headBytesMax(),
                it.headerLinesMax(),
                it.bodyBytesMax(),
                it.headWithin(),
                it.idleMax(),
                it.bodyGrace(),
                it.bodyBytesPerSecondMin(),
                it.stalledAfter(),
                all,
                perAddress);
    }

    /** Sends a little every 50 ms, for as long as the server takes it. */
    private static Thread trickle(Socket socket, String drop) throws IOException {
        OutputStream out = socket.getOutputStream();
        var never = new CountDownLatch(1);
        write(socket, drop.contains(":") ? HEAD : "");
        return Thread.startVirtualThread(
                () -> {
                    try {
                        while (!never.await(50, MILLISECONDS)) {
                            out.write(drop.getBytes(ISO_8859_1));
                        }
                    } catch (IOException | InterruptedException over) {
                        never.countDown();
                    }
                });
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    private static String answer(Socket socket) throws IOException {
        socket.setSoTimeout((int) SECONDS.toMillis(20));
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n"));
    }
}
