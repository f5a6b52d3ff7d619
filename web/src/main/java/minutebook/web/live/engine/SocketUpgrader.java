package minutebook.web.live.engine;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import java.nio.charset.StandardCharsets;
import minutebook.web.door.ClientAddress;
import minutebook.web.door.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Turns a request for a WebSocket into a {@link SocketConnection}, or refuses it. No filter of the
 * routing sees these requests, so all that is to be judged is judged here.
 */
final class SocketUpgrader implements Http1Upgrader {

    private final Sessions sessions;
    private final WayIn wayIn;
    private final MemoryBudget memory;
    private final ClientAddress addresses;

    SocketUpgrader(Sessions sessions, WayIn wayIn, MemoryBudget memory, ClientAddress addresses) {
        this.sessions = sessions;
        this.wayIn = wayIn;
        this.memory = memory;
        this.addresses = addresses;
    }

    @Override
    public String supportedProtocol() {
        return "websocket";
    }

    @Override
    @SuppressWarnings("NullAway") // Helidon: "or null if the connection cannot be upgraded".
    public @Nullable ServerConnection upgrade(
            ConnectionContext connection, HttpPrologue prologue, WritableHeaders<?> headers) {
        if (!WayIn.isHere(prologue)) {
            return null;
        }
        try {
            String address = addresses.of(connection.remotePeer(), headers);
            Call.Socket call = wayIn.socket(prologue, headers, address);
            String session = call.session();
            return session == null ? begin(connection, call) : takeOver(connection, call, session);
        } catch (Refused e) {
            refuse(connection, e.refusal());
            throw new CloseConnectionException("a WebSocket was refused: " + e.refusal());
        }
    }

    private SocketConnection begin(ConnectionContext connection, Call.Socket call) {
        Session session = sessions.open(call.visitor());
        SocketConnection socket = new SocketConnection(connection, session, false, memory);
        accept(connection, call);
        session.outlet().attach(socket);
        session.send(new Outgoing(OpenPacket.of(session, false)));
        return socket;
    }

    private SocketConnection takeOver(ConnectionContext connection, Call.Socket call, String id) {
        Session session = sessions.find(id);
        if (session == null) {
            throw new Refused(Refusal.UNKNOWN_SESSION);
        }
        SocketConnection probe = new SocketConnection(connection, session, true, memory);
        if (!session.outlet().letProbe(probe)) {
            throw new Refused(Refusal.BAD_REQUEST);
        }
        accept(connection, call);
        return probe;
    }

    private static void accept(ConnectionContext connection, Call.Socket call) {
        write(
                connection,
                """
                HTTP/1.1 101 Switching Protocols\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Accept: %s\r
                X-Request-Id: %s\r
                \r
                """
                        .formatted(call.accept(), requestId()));
    }

    private static void refuse(ConnectionContext connection, Refusal refusal) {
        String json = new String(refusal.json(), StandardCharsets.US_ASCII);
        write(
                connection,
                """
                HTTP/1.1 %d Refused\r
                Content-Type: application/json; charset=UTF-8\r
                Content-Length: %d\r
                Cache-Control: no-store\r
                X-Content-Type-Options: nosniff\r
                Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r
                Referrer-Policy: no-referrer\r
                Cross-Origin-Resource-Policy: same-origin\r
                Vary: Origin\r
                X-Request-Id: %s\r
                Sec-WebSocket-Version: 13\r
                %sConnection: close\r
                \r
                %s"""
                        .formatted(
                                refusal.status(),
                                json.length(),
                                requestId(),
                                refusal.passes()
                                        ? "Retry-After: " + Refusal.RETRY_AFTER_SECONDS + "\r\n"
                                        : "",
                                json));
    }

    /** What the socket is about to say will be found in the log by it, too. */
    private static String requestId() {
        return Exchange.current().map(Exchange::requestId).orElse("none");
    }

    private static void write(ConnectionContext connection, String text) {
        connection
                .dataWriter()
                .writeNow(BufferData.create(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
