package minutebook.web.live.socketio;

import com.corundumstudio.socketio.AckMode;
import com.corundumstudio.socketio.AckRequest;
import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.ack.AckManager;
import com.corundumstudio.socketio.handler.ClientsBox;
import com.corundumstudio.socketio.handler.PacketListener;
import com.corundumstudio.socketio.namespace.Namespace;
import com.corundumstudio.socketio.namespace.NamespacesHub;
import com.corundumstudio.socketio.protocol.JsonSupport;
import com.corundumstudio.socketio.protocol.Packet;
import com.corundumstudio.socketio.protocol.PacketDecoder;
import com.corundumstudio.socketio.protocol.PacketEncoder;
import com.corundumstudio.socketio.scheduler.CancelableScheduler;
import com.corundumstudio.socketio.transport.NamespaceClient;
import com.corundumstudio.socketio.transport.PollingTransport;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of netty-socketio that are used, put together without its server: one namespace with
 * its listeners, its packet decoder and encoder, its acks. They are public but internal, which is
 * why the version is pinned. Thread-safe.
 */
final class Library {

    private static final @Nullable PollingTransport NO_TRANSPORT = null;

    /** Of the names that are not known, those that can be told again. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.: -]{1,40}");

    private final NodeJson json = new NodeJson();
    private final Configuration configuration = configure(json);
    private final CancelableScheduler timers = new NoTimers();
    private final AckManager acks = new AckManager(timers);
    private final ClientsBox clients = new ClientsBox();
    private final NamespacesHub namespaces = new NamespacesHub(configuration);
    private final Namespace namespace = namespaces.create(SocketIo.NAMESPACE);
    private final PacketDecoder decoder = new PacketDecoder(configuration.getJsonSupport(), acks);
    private final PacketEncoder encoder =
            new PacketEncoder(configuration, configuration.getJsonSupport());
    private final PacketListener listener =
            new PacketListener(acks, namespaces, NO_TRANSPORT, timers);

    private static Configuration configure(JsonSupport json) {
        var configuration = new Configuration();
        configuration.setJsonSupport(json);
        // An ack is a promise that the message is stored, so nobody but the application gives one.
        configuration.setAckMode(AckMode.MANUAL);
        configuration.setPreferDirectBuffer(false);
        configuration.setExceptionListener(new ListenerFaults());
        return configuration;
    }

    Namespace namespace() {
        return namespace;
    }

    Configuration configuration() {
        return configuration;
    }

    AckManager acks() {
        return acks;
    }

    ClientsBox clients() {
        return clients;
    }

    CancelableScheduler timers() {
        return timers;
    }

    /**
     * Has the listeners of an event, or the waiter for an ack, called; of an event that has none,
     * its sender is told.
     *
     * @param packet of a form that was judged
     * @throws IOException if its JSON is none
     */
    void hear(ByteBuffer packet, Head head, NamespaceClient client) throws IOException {
        Packet decoded = decoder.decodePackets(Unpooled.wrappedBuffer(packet), head);
        String event = decoded.getName();
        if (event != null && !json.events().contains(event)) {
            ObjectNode error = unknown(event);
            SocketIo.send(client, Encoded.event("error", error));
            new AckRequest(decoded, client).sendAckData(error);
            return;
        }
        listener.onPacket(decoded, client, Transport.WEBSOCKET);
    }

    private ObjectNode unknown(String event) {
        String what = NAME.matcher(event).matches() ? "The event '" + event + "'" : "This event";
        String known = String.join(", ", json.events());
        return Json.MAPPER
                .createObjectNode()
                .put("message", what + " is unknown. Known are: " + known + ".");
    }

    byte[] encode(Packet packet) {
        ByteBuf buffer = Unpooled.buffer(256);
        try {
            encoder.encodePacket(packet, buffer, UnpooledByteBufAllocator.DEFAULT, true);
            return ByteBufUtil.getBytes(buffer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            buffer.release();
        }
    }
}
