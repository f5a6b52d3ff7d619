package minutebook.web.soak.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.time.Instant;
import java.util.function.UnaryOperator;
import minutebook.web.soak.check.StreamHistory.Block;
import org.jspecify.annotations.Nullable;

/** One connection to a stream of server-sent events. For one thread. */
final class EventSource implements Closeable {
    private static final int BUFFER_CHARS = 1_024;

    private final Wire wire;
    private final BufferedReader lines;
    private final UnaryOperator<String> pool;
    private long retryMillis = 3_000;

    private EventSource(Wire wire, InputStream body, UnaryOperator<String> pool) {
        this.wire = wire;
        this.pool = pool;
        lines = new BufferedReader(new InputStreamReader(body, UTF_8), BUFFER_CHARS);
    }

    /**
     * Opens it, as a browser does.
     *
     * @param lastEventId where to go on; null: with what is new
     * @param pool gives of equal texts always the same, since thousands of clients get them
     */
    static EventSource open(
            URI server, String token, @Nullable String lastEventId, UnaryOperator<String> pool)
            throws IOException {
        Wire wire = Wire.to(server);
        try {
            String goOn = lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n";
            String headers = "Accept: text/event-stream\r\n" + goOn;
            var fields = wire.get("/api/v1/users/stream/" + token, headers, 200);
            boolean chunked = fields.getOrDefault("transfer-encoding", "").equals("chunked");
            return new EventSource(wire, chunked ? new Chunks(wire.in()) : wire.in(), pool);
        } catch (IOException gone) {
            wire.close();
            throw gone;
        }
    }

    /**
     * The next block, when it is whole.
     *
     * @throws IOException when the connection is lost, or after so long without a byte
     */
    Block next(long withinMillis) throws IOException {
        wire.patience(withinMillis);
        String id = "";
        String event = "";
        String data = "";
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] field = line.split(": ", 2);
            String value = field.length == 2 ? field[1] : "";
            switch (field[0]) {
                case "id" -> id = value;
                case "event" -> event = value;
                case "data" -> data = value;
                case "retry" -> retryMillis = Long.parseLong(value);
                default -> throw new IOException("No field of a stream: " + line);
            }
        }
        return new Block(pool.apply(id), pool.apply(event), pool.apply(data), Instant.now());
    }

    private String line() throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new EOFException();
        }
        return line;
    }

    /** After how long the server wishes to see a client again whose connection was lost. */
    long retryMillis() {
        return retryMillis;
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
