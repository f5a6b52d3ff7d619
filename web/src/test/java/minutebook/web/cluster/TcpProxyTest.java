package minutebook.web.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import minutebook.web.cluster.Fault.CutAfter;
import minutebook.web.cluster.Fault.Delay;
import minutebook.web.cluster.Fault.Drop;
import minutebook.web.cluster.Fault.Stall;
import minutebook.web.cluster.Fault.Throttle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A network that is spoiled in each way, and then mended. The server behind it says everything
 * twice.
 */
class TcpProxyTest {
    private static final int PATIENCE_MILLIS = 10_000;

    /** So long nothing comes, for it to count as nothing. */
    private static final int SILENCE_MILLIS = 150;

    private final BlockingQueue<Socket> served = new LinkedBlockingQueue<>();
    private ServerSocket server;
    private TcpProxy proxy;
    private Socket client;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::serve);
        proxy = TcpProxy.before("127.0.0.1", server.getLocalPort());
        client = newClient();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        proxy.close();
        server.close();
    }

    @Test
    void what_is_not_spoiled_goes_through_both_ways_to_the_end() throws IOException {
        say("abc");
        assertEquals("abcabc", heard(6));
        assertEquals(3, proxy.passed(Direction.TO_SERVER));
        assertEquals(6, proxy.passed(Direction.TO_CLIENT));
        assertEquals(1, proxy.connections());

        client.shutdownOutput();
        assertEquals(-1, client.getInputStream().read());
    }

    @Test
    void much_at_once_goes_through_whole() throws IOException {
        byte[] much = new byte[3_000_000];
        for (int i = 0; i < much.length; i++) {
            much[i] = (byte) (i * 31);
        }
        proxy.set(Direction.TO_SERVER, new Drop());
        client.getOutputStream().write(1);
        try (var other = newClient()) {
            proxy.set(Fault.NONE);
            Socket end = served(2);
            Thread.startVirtualThread(() -> write(end, much));
            assertArrayEquals(much, other.getInputStream().readNBytes(much.length));
        }
    }

    @Test
    void a_delay_lasts_as_long_as_said_and_is_none_for_each_of_many() throws IOException {
        proxy.set(Direction.TO_SERVER, new Delay(Duration.ofMillis(200)));
        long begun = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            say("x");
        }
        assertEquals("x".repeat(40), heard(40));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        assertTrue(millis >= 200, () -> millis + " ms");
        assertTrue(millis < 3_000, () -> millis + " ms");
    }

    @Test
    void what_is_stalled_comes_when_the_network_is_back() throws IOException {
        proxy.set(new Stall());
        say("abc");
        assertSilence();
        proxy.heal();
        assertEquals("abcabc", heard(6));
    }

    @Test
    void what_is_dropped_never_comes_and_nothing_after_it() throws IOException {
        proxy.set(Direction.TO_SERVER, new Drop());
        say("abc");
        assertSilence();
        proxy.set(Fault.NONE);
        say("def");
        assertSilence();
        proxy.heal();
        assertThrows(SocketException.class, () -> client.getInputStream().read());
    }

    @Test
    void dropped_answers_leave_the_server_with_what_it_was_asked() throws IOException {
        proxy.set(Direction.TO_CLIENT, new Drop());
        say("abc");
        assertSilence();
        assertEquals(3, proxy.passed(Direction.TO_SERVER));
        assertEquals(0, proxy.passed(Direction.TO_CLIENT));
    }

    @Test
    void a_connection_is_cut_in_the_middle_of_an_answer() throws IOException {
        proxy.set(Direction.TO_CLIENT, new CutAfter(4));
        say("abc");
        var in = client.getInputStream();
        assertThrows(
                SocketException.class,
                () -> {
                    while (in.read() >= 0) {
                        // Whatever was there before the end.
                    }
                });
        assertEquals(4, proxy.passed(Direction.TO_CLIENT));
        try (var next = newClient()) {
            next.getOutputStream().write('x');
            assertEquals("xx", text(next.getInputStream().readNBytes(2)));
        }
    }

    @Test
    void the_reply_to_what_was_named_is_lost_and_the_server_was_asked() throws IOException {
        proxy.cutReplyTo("commit");
        say("select;");
        assertEquals("select;select;", heard(14));
        say("com");
        say("mit;");
        assertThrows(SocketException.class, () -> client.getInputStream().readNBytes(100));
        assertTrue(proxy.hasCutReply());
        assertEquals("select;commit;".length(), proxy.passed(Direction.TO_SERVER));
    }

    @Test
    void a_half_open_connection_looks_well_to_the_one_who_was_not_told() throws IOException {
        say("x");
        assertEquals("xx", heard(2));
        proxy.closeUntold(Side.SERVER);
        assertEquals(-1, readOrReset(served(1)));
        say("abc");
        assertSilence();
        proxy.heal();
        assertThrows(SocketException.class, () -> client.getInputStream().read());
    }

    @Test
    void a_throttled_connection_is_slow_and_whole() throws IOException {
        proxy.set(Direction.TO_CLIENT, new Throttle(10_000));
        long begun = System.nanoTime();
        say("y".repeat(2_000));
        assertEquals("y".repeat(4_000), heard(4_000));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        assertTrue(millis >= 300, () -> millis + " ms");
    }

    @Test
    void new_connections_are_refused_and_old_ones_go_on() throws IOException {
        say("x");
        assertEquals("xx", heard(2));
        proxy.refuse();
        assertThrows(ConnectException.class, this::newClient);
        say("y");
        assertEquals("yy", heard(2));
        proxy.heal();
        newClient().close();
    }

    @Test
    void all_are_cut_at_once() throws IOException {
        say("x");
        assertEquals("xx", heard(2));
        proxy.goAway();
        assertThrows(SocketException.class, () -> client.getInputStream().read());
        assertThrows(ConnectException.class, this::newClient);
        assertEquals(0, proxy.connections());
        proxy.listen();
        try (var next = newClient()) {
            next.getOutputStream().write('z');
            assertEquals("zz", text(next.getInputStream().readNBytes(2)));
        }
    }

    @Test
    void a_server_that_is_not_there_resets() throws IOException {
        server.close();
        var late = newClient();
        assertThrows(SocketException.class, () -> late.getInputStream().read());
    }

    private Socket newClient() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private void say(String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private String heard(int count) throws IOException {
        return text(client.getInputStream().readNBytes(count));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private void assertSilence() throws IOException {
        client.setSoTimeout(SILENCE_MILLIS);
        assertThrows(SocketTimeoutException.class, () -> client.getInputStream().read());
        client.setSoTimeout(PATIENCE_MILLIS);
    }

    /** The server's end of the so-manieth connection. */
    private Socket served(int count) {
        try {
            Socket socket = served.take();
            for (int i = 1; i < count; i++) {
                socket = served.take();
            }
            return socket;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int readOrReset(Socket socket) {
        try {
            return socket.getInputStream().read();
        } catch (IOException closed) {
            return -1;
        }
    }

    private static void write(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void serve() {
        try {
            while (true) {
                Socket socket = server.accept();
                served.add(socket);
                Thread.startVirtualThread(() -> echo(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            var in = socket.getInputStream();
            byte[] buffer = new byte[8_192];
            int count = in.read(buffer);
            while (count >= 0) {
                for (int i = 0; i < 2; i++) {
                    socket.getOutputStream().write(buffer, 0, count);
                }
                count = in.read(buffer);
            }
        } catch (IOException reset) {
            // As tests do.
        }
    }
}
