package minutebook.web.live.socketio;

import com.corundumstudio.socketio.AckCallback;
import com.corundumstudio.socketio.protocol.AckArgs;
import com.corundumstudio.socketio.protocol.Event;
import com.corundumstudio.socketio.protocol.JsonSupport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The library's JSON: every argument comes in as a {@link JsonNode}. Unlike the library's own, it
 * logs no payload.
 */
final class NodeJson implements JsonSupport {

    private final NavigableSet<String> events = new ConcurrentSkipListSet<>();

    /** The names of all events that somebody listens to, in order. */
    Set<String> events() {
        return Collections.unmodifiableNavigableSet(events);
    }

    @Override
    public <T> T readValue(String namespace, ByteBufInputStream source, Class<T> type)
            throws IOException {
        List<Object> values = read(source);
        if (values.isEmpty()
                || !(values.removeFirst() instanceof JsonNode name)
                || !name.isTextual()) {
            throw new IOException("an event without a name");
        }
        return type.cast(new Event(name.textValue(), values));
    }

    @Override
    public AckArgs readAckArgs(ByteBufInputStream source, AckCallback<?> callback)
            throws IOException {
        return new AckArgs(read(source));
    }

    private static List<Object> read(ByteBufInputStream source) throws IOException {
        if (!(Json.MAPPER.readTree((java.io.InputStream) source) instanceof ArrayNode array)) {
            throw new IOException("no array");
        }
        List<Object> values = new ArrayList<>(array.size());
        array.forEach(values::add);
        return values;
    }

    @Override
    public void writeValue(ByteBufOutputStream out, Object value) throws IOException {
        Json.MAPPER.writeValue((OutputStream) out, value);
    }

    @Override
    public void addEventMapping(String namespace, String event, Class<?>... types) {
        events.add(event);
        for (Class<?> type : types) {
            if (type != JsonNode.class) {
                throw new IllegalArgumentException(
                        "The listener of '%s' must take JsonNode, not %s"
                                .formatted(event, type.getName()));
            }
        }
    }

    @Override
    public void removeEventMapping(String namespace, String event) {
        events.remove(event);
    }

    @Override
    public List<byte[]> getArrays() {
        return List.of();
    }
}
