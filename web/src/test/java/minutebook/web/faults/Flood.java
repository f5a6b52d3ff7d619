package minutebook.web.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Requests by plain sockets, far more at once than a client's library could send: either each
 * sender when it has its answer, or so many a second, whatever becomes of those before.
 */
final class Flood implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 15_000;

    /** What counts as an answer where there was none. */
    static final int LOST = 0;

    private final URI server;
    private final Supplier<byte[]> requests;
    private final Deque<Line> idle = new ConcurrentLinkedDeque<>();
    private final Map<String, Integer> losses = new ConcurrentHashMap<>();

    /** {@code requests}: each another one, whole. */
    Flood(URI server, Supplier<byte[]> requests) {
        this.server = server;
        this.requests = requests;
    }

    /** How many are done a second by so many senders. */
    int closed(int senders, int seconds) throws InterruptedException {
        var done = new AtomicInteger();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < senders; i++) {
                threads.execute(
                        () -> {
                            while (System.nanoTime() - until < 0) {
                                if (ask() == 200) {
                                    done.incrementAndGet();
                                }
                            }
                        });
            }
        }
        return done.get() / seconds;
    }

    /** The answers' statuses, and how many there were of each. */
    Map<Integer, Integer> open(int perSecond, int seconds) throws Exception {
        var all = new ArrayList<Future<Integer>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long begun = System.nanoTime();
            for (int i = 0; i < perSecond * seconds; i++) {
                long due = begun + TimeUnit.SECONDS.toNanos(1) * i / perSecond;
                LockSupport.parkNanos(due - System.nanoTime());
                all.add(threads.submit(this::ask));
            }
        }
        var statuses = new TreeMap<Integer, Integer>();
        for (Future<Integer> each : all) {
            statuses.merge(each.get(), 1, Integer::sum);
        }
        return statuses;
    }

    /** Why there was no answer, and how often. */
    Map<String, Integer> losses() {
        return Map.copyOf(losses);
    }

    private int ask() {
        Line line = idle.poll();
        try {
            if (line == null) {
                line = new Line(server);
            }
            int status = line.ask(requests.get());
            if (line.isOpen()) {
                idle.push(line);
            }
            return status;
        } catch (IOException lost) {
            losses.merge(String.valueOf(lost.getMessage()), 1, Integer::sum);
            if (line != null) {
                line.close();
            }
            return LOST;
        }
    }

    @Override
    public void close() {
        idle.forEach(Line::close);
    }

    /** A connection that is used again and again. */
    private static final class Line {
        private final Socket socket = new Socket();
        private final InputStream in;
        private boolean open = true;

        Line(URI server) throws IOException {
            socket.connect(
                    new InetSocketAddress(server.getHost(), server.getPort()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream(), 2_048);
        }

        int ask(byte[] request) throws IOException {
            socket.getOutputStream().write(request);
            String head = head();
            int length = 0;
            for (String each : head.split("\r\n", -1)) {
                String lower = each.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Integer.parseInt(each.substring(15).strip());
                }
                if (lower.startsWith("connection:") && lower.contains("close")) {
                    open = false;
                }
            }
            in.skipNBytes(length);
            if (!open) {
                close();
            }
            return Integer.parseInt(head.substring(9, 12));
        }

        private String head() throws IOException {
            var head = new StringBuilder();
            while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("The server hung up");
                }
                head.append((char) next);
            }
            return head.toString();
        }

        boolean isOpen() {
            return open;
        }

        void close() {
            open = false;
            try {
                socket.close();
            } catch (IOException gone) {
                // All the better.
            }
        }
    }

    /** A request with a token and a body, as a client writes it. */
    static byte[] request(String method, String path, String token, String body) {
        return """
        %s %s HTTP/1.1\r
        Host: localhost\r
        Authorization: Bearer %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        %s"""
                .formatted(method, path, token, body.length(), body)
                .getBytes(US_ASCII);
    }
}
