package minutebook.web.live.socketio;

import com.corundumstudio.socketio.DisconnectableHub;
import com.corundumstudio.socketio.HandshakeData;
import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.handler.ClientHead;
import com.corundumstudio.socketio.protocol.EngineIOVersion;
import com.corundumstudio.socketio.protocol.Packet;
import com.corundumstudio.socketio.protocol.PacketType;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import minutebook.web.live.engine.Ending;
import minutebook.web.live.engine.Outgoing;
import minutebook.web.live.engine.Session;
import org.jspecify.annotations.Nullable;

/**
 * The library's view of a client: what it sends goes into our session's queue instead of a Netty
 * channel.
 */
final class Head extends ClientHead {

    private static final Map<String, List<String>> PARAMETERS =
            Map.of(EngineIOVersion.EIO, List.of("4"));

    private final Library library;
    private final Session session;

    /**
     * @param address only told on, never resolved
     */
    Head(Library library, Session session, String address) {
        super(
                // Told to the client, and so another one than the session's secret.
                UUID.randomUUID(),
                library.acks(),
                hub(library),
                library.configuration().getStoreFactory(),
                new HandshakeData(
                        EmptyHttpHeaders.INSTANCE,
                        Map.of(),
                        InetSocketAddress.createUnresolved(address, 0),
                        "",
                        false),
                library.clients(),
                Transport.WEBSOCKET,
                library.timers(),
                library.configuration(),
                PARAMETERS);
        this.library = library;
        this.session = session;
    }

    private static DisconnectableHub hub(Library library) {
        // Else the waiters for acks would stay for ever.
        return new DisconnectableHub() {
            @Override
            public void onDisconnect(ClientHead client) {
                library.acks().onDisconnect(client);
            }
        };
    }

    Session session() {
        return session;
    }

    @Override
    public @Nullable ChannelFuture send(Packet packet, Transport transport) {
        session.send(new Outgoing(library.encode(packet)));
        // The library sends this packet and does nothing else: its clients stay.
        if (packet.getSubType() == PacketType.DISCONNECT) {
            session.close(Ending.DISMISSED);
        }
        return null;
    }

    @Override
    public void disconnect() {
        session.close(Ending.DISMISSED);
    }

    @Override
    public boolean isChannelOpen() {
        return isConnected();
    }

    @Override
    public boolean isWritable() {
        return isConnected();
    }
}
