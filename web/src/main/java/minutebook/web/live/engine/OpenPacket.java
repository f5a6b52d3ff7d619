package minutebook.web.live.engine;

import java.nio.charset.StandardCharsets;

/**
 * The first packet of every session: its secret, and what the client must know to keep it alive.
 */
final class OpenPacket {

    private OpenPacket() {}

    /**
     * @param upgradable whether the client may go over to a WebSocket
     */
    static byte[] of(Session session, boolean upgradable) {
        Limits limits = session.limits();
        return "0{\"sid\":\"%s\",\"upgrades\":[%s],\"pingInterval\":%d,\"pingTimeout\":%d,\"maxPayload\":%d}"
                .formatted(
                        session.id(),
                        upgradable ? "\"websocket\"" : "",
                        limits.pingEvery().toMillis(),
                        limits.pongWithin().toMillis(),
                        limits.packetBytesMax())
                .getBytes(StandardCharsets.US_ASCII);
    }
}
