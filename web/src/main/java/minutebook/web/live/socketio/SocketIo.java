package minutebook.web.live.socketio;

import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.SocketIONamespace;
import com.corundumstudio.socketio.transport.NamespaceClient;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import minutebook.web.door.ClientAddress;
import minutebook.web.door.Origins;
import minutebook.web.live.engine.Ending;
import minutebook.web.live.engine.EngineServer;
import minutebook.web.live.engine.Limits;
import minutebook.web.live.engine.Outgoing;
import minutebook.web.live.engine.Session;
import minutebook.web.live.engine.SocketCounts;

/**
 * The Socket.IO side of the server (contract 1.2, 4.2): one namespace, `/ws/messages`, at
 * `/socket.io/` on the port of everything else. Clients appear in {@link #namespace} after they
 * have logged in, and only then.
 *
 * <p>Listeners are called one at a time for each client, on a virtual thread, and may block; none
 * is called after the disconnect listener. Arguments are {@link
 * com.fasterxml.jackson.databind.JsonNode}; null if the client gave none. An ack is given by the
 * listener alone, at once or later from any thread. Of an event that has no listener its sender is
 * told by the event `error` (contract 4.3), and by the ack, if one was asked for. Thread-safe.
 */
public final class SocketIo {

    /** The one namespace. */
    public static final String NAMESPACE = "/ws/messages";

    static final String PRINCIPAL = "principal";

    private static final int PATIENT_PACKETS = 256;
    private static final long PATIENT_BYTES = 1L << 20;

    private static final byte[] DISCONNECT =
            ("41" + NAMESPACE + ",").getBytes(StandardCharsets.US_ASCII);

    private final Library library = new Library();
    private final EngineServer engine;

    /**
     * @param login who may come in
     * @param addresses tells by which address a stranger is counted
     */
    public SocketIo(Login login, Limits limits, Origins origins, ClientAddress addresses) {
        this.engine =
                new EngineServer(
                        limits,
                        origins,
                        addresses,
                        (session, visitor) -> new Dialogue(session, visitor, login, library));
    }

    /**
     * The library's namespace, to add listeners to. Its broadcast operations encode per recipient:
     * use ours.
     */
    public SocketIONamespace namespace() {
        return library.namespace();
    }

    /** Begins to keep deadlines; once, before the web server starts. */
    public void start() {
        engine.start();
    }

    /** Makes WebSockets of connections: for the server's door. */
    public Http1Upgrader upgrader() {
        return engine.upgrader();
    }

    /** Puts polling on the server's port. */
    public void routing(HttpRouting.Builder routing) {
        engine.routing(routing);
    }

    /** What {@link Login} said of this client. */
    public static <P> P principal(SocketIOClient client, Class<P> type) {
        return type.cast(client.get(PRINCIPAL));
    }

    /**
     * Sends an event to one client; does not block. False if it has gone; true does not mean that
     * it will arrive.
     */
    public static boolean send(SocketIOClient client, Encoded event) {
        return session(client).send(event.packet());
    }

    /**
     * Sends an event to one client when little waits for it, and blocks until then: for whoever has
     * more to tell than may wait. False if the client has gone, or is cut because it does not read.
     */
    public static boolean sendPatiently(SocketIOClient client, Encoded event)
            throws InterruptedException {
        return session(client).awaitAtMost(PATIENT_PACKETS, PATIENT_BYTES) && send(client, event);
    }

    /**
     * Sends an event to many clients; does not block. Whoever has too much waiting already is cut,
     * and the others are served.
     *
     * @return how many queues took it
     */
    public static int broadcast(Collection<? extends SocketIOClient> clients, Encoded event) {
        int taken = 0;
        for (SocketIOClient client : clients) {
            if (send(client, event)) {
                taken++;
            }
        }
        return taken;
    }

    /**
     * Ends a client's connection, as when its token is revoked: from now on nothing it says is
     * heard and nothing new is sent to it. What waits for it already is still sent. Does not block;
     * the disconnect listener follows.
     */
    public static void close(SocketIOClient client) {
        Session session = session(client);
        session.send(new Outgoing(DISCONNECT));
        session.close(Ending.DISMISSED);
    }

    /**
     * Ends a client's connection because of a failure of ours: unlike after {@link #close},
     * official clients come back by themselves. Does not block.
     */
    public static void cut(SocketIOClient client) {
        session(client).end(Ending.FAILED);
    }

    /**
     * Ends a client's connection because what it needs cannot be had at this moment. As after
     * {@link #cut}, official clients come back by themselves; but what waits for it is still sent.
     * Does not block.
     */
    public static void letComeAgain(SocketIOClient client) {
        session(client).close(Ending.NOT_NOW);
    }

    private static Session session(SocketIOClient client) {
        return ((Head) ((NamespaceClient) client).getBaseClient()).session();
    }

    /** How many sessions there are, logged in or not. */
    public int sessions() {
        return engine.sessions();
    }

    /** What became of sessions by now. */
    public SocketCounts counts() {
        return engine.counts();
    }

    /** How many sessions have not logged in. */
    public int strangers() {
        return engine.strangers();
    }

    /** How many bytes wait to be sent to all clients, each event counted once. */
    public long outboundBytes() {
        return engine.outboundBytes();
    }

    /** How many bytes large packets take that clients are sending, or that are being handled. */
    public long inboundBytes() {
        return engine.inboundBytes();
    }

    /**
     * Says goodbye to all clients within this time, and lets nobody in any more. Before the web
     * server stops.
     */
    public void close(Duration within) throws InterruptedException {
        engine.close(within);
    }
}
