package minutebook.web.live.engine;

import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import java.time.Duration;
import minutebook.web.door.ClientAddress;
import minutebook.web.door.Origins;

/**
 * An Engine.IO 4 endpoint at `/socket.io/`, on the port of a Helidon server, by polling and
 * WebSocket (contract 1.2). Its deadlines run from {@link #start} to {@link #close}. Thread-safe.
 */
public final class EngineServer {

    private final Sessions sessions;
    private final SocketUpgrader upgrader;
    private final Polling polling;
    private final MemoryBudget memory;

    /**
     * @param addresses tells by which address a stranger is counted
     * @param application what is served over the sessions
     */
    public EngineServer(
            Limits limits, Origins origins, ClientAddress addresses, Application application) {
        this.sessions = new Sessions(limits, application);
        WayIn wayIn = new WayIn(origins);
        this.memory =
                new MemoryBudget(
                        limits.largeBytesMax(), limits.stalledAfter(), limits.messageWithin());
        this.upgrader = new SocketUpgrader(sessions, wayIn, memory, addresses);
        this.polling = new Polling(sessions, wayIn, memory, addresses);
    }

    /** Begins to keep deadlines; to be called once, before the web server starts. */
    public void start() {
        sessions.start();
    }

    /** Makes WebSockets of connections: for the server's door. */
    public Http1Upgrader upgrader() {
        return upgrader;
    }

    /**
     * Puts polling on the server's port. A filter before it must let bodies of `packetBytesMax`
     * pass.
     */
    public void routing(HttpRouting.Builder routing) {
        routing.any(WayIn.PATH, polling);
    }

    /** How many sessions there are. */
    public int sessions() {
        return sessions.count();
    }

    /** How many of them have not logged in. */
    public int strangers() {
        return sessions.strangers();
    }

    /** What became of sessions by now. */
    public SocketCounts counts() {
        return sessions.counts();
    }

    /** How many bytes wait to be sent, each packet counted once. */
    public long outboundBytes() {
        return sessions.outbound().bytes();
    }

    /** How many bytes large messages take that are being read or handled. */
    public long inboundBytes() {
        return memory.held();
    }

    /**
     * Ends all sessions, after what waits for them has been sent, and opens no more. Blocks for at
     * most this time. To be called before the web server stops.
     */
    public void close(Duration within) throws InterruptedException {
        sessions.close(within);
    }
}
