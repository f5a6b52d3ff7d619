package minutebook.web.live.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import minutebook.web.live.engine.Outgoing;
import org.jspecify.annotations.Nullable;

/**
 * An event, encoded once: the same bytes then wait in the queues of all who are to get it.
 * Immutable.
 */
public final class Encoded {

    private static final byte[] HEAD =
            ("42" + SocketIo.NAMESPACE + ",").getBytes(StandardCharsets.US_ASCII);

    private final Outgoing packet;

    private Encoded(Outgoing packet) {
        this.packet = packet;
    }

    /**
     * Encodes an event with one argument.
     *
     * @param data null for an event without an argument
     */
    public static Encoded event(String name, @Nullable JsonNode data) {
        return event(name, data, 0);
    }

    /**
     * The same, of an event of the book.
     *
     * @param since when it was committed, by {@link System#nanoTime}; 0: it does not matter
     */
    public static Encoded event(String name, @Nullable JsonNode data, long since) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(HEAD);
        try (var json = Json.MAPPER.createGenerator(bytes)) {
            json.writeStartArray();
            json.writeString(name);
            if (data != null) {
                json.writeTree(data);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Encoded(new Outgoing(bytes.toByteArray(), since));
    }

    /** How many bytes it takes in a queue. */
    public int size() {
        return packet.size();
    }

    Outgoing packet() {
        return packet;
    }
}
