package minutebook.web.stopping;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import minutebook.web.TestUser;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP connection that is used again and again, as a browser or a proxy keeps it; it sends
 * nothing twice by itself, as libraries do, so that each request's fate is seen. For one thread.
 */
final class KeptConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final Duration CLOSED_WITHIN = Duration.ofMillis(200);

    private final TestUser user;
    private @Nullable Socket socket;
    private @Nullable InputStream in;
    private boolean begun;

    KeptConnection(TestUser user) {
        this.user = user;
    }

    /** What became of a request. */
    sealed interface Fate {
        /** {@code closes}: it says that the connection ends with it. */
        record Answered(int status, boolean closes) implements Fate {}

        /** Nobody listens: it was never sent. */
        record Refused() implements Fate {}

        /**
         * It was sent on a connection of its own, which came in the very moment in which the port
         * was closed (ARCHITECTURE, Stopping): nobody has read it.
         */
        record AtTheEnd() implements Fate {}

        /** It was sent, and no answer came. */
        record Lost(String why) implements Fate {}
    }

    /** Sends a command, on the connection that is there, or a new one. */
    Fate put(String path, String json) {
        boolean isNew = socket == null;
        try {
            connect();
        } catch (ConnectException nobody) {
            return new Fate.Refused();
        } catch (IOException problem) {
            return new Fate.Lost("connecting: " + problem);
        }
        byte[] body = json.getBytes(UTF_8);
        String head =
                "PUT %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                        .formatted(path, user.token(), body.length);
        try {
            Socket open = Objects.requireNonNull(socket);
            byte[] all = (head + json).getBytes(UTF_8);
            open.getOutputStream().write(all);
            Fate.Answered answer = answer();
            if (answer.closes()) {
                drop();
            }
            return answer;
        } catch (IOException problem) {
            drop();
            return isNew && !begun && isPortClosed()
                    ? new Fate.AtTheEnd()
                    : new Fate.Lost(problem.toString());
        }
    }

    private void connect() throws IOException {
        if (socket == null) {
            var open = new Socket(user.server().getHost(), user.server().getPort());
            open.setTcpNoDelay(true);
            open.setSoTimeout(PATIENCE_MILLIS);
            socket = open;
            in = new BufferedInputStream(open.getInputStream());
            begun = false;
        }
    }

    /** Now, or at once. */
    private boolean isPortClosed() {
        long until = System.nanoTime() + CLOSED_WITHIN.toNanos();
        while (System.nanoTime() < until) {
            try (var _ = new Socket(user.server().getHost(), user.server().getPort())) {
                Thread.onSpinWait();
            } catch (ConnectException closed) {
                return true;
            } catch (IOException notSo) {
                // It is still taken in.
            }
        }
        return false;
    }

    private Fate.Answered answer() throws IOException {
        int status = Integer.parseInt(line().replaceFirst("^HTTP/1.1 (\\d+).*", "$1"));
        int length = 0;
        boolean closes = false;
        for (String line = line(); !line.isEmpty(); line = line()) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            }
            closes |= header.equals("connection: close");
        }
        byte[] body = Objects.requireNonNull(in).readNBytes(length);
        if (body.length < length) {
            throw new IOException("half an answer");
        }
        return new Fate.Answered(status, closes);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        while (true) {
            int next = Objects.requireNonNull(in).read();
            if (next < 0) {
                throw new IOException("the end, after '" + line + "'");
            }
            begun = true;
            if (next == '\n') {
                return line.toString().strip();
            }
            line.append((char) next);
        }
    }

    @Override
    public void close() {
        drop();
    }

    /** The next request goes by a new one. */
    void drop() {
        Socket open = socket;
        socket = null;
        in = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException gone) {
                // So it is closed.
            }
        }
    }
}
