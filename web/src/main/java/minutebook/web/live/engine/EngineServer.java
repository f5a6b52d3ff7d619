package minutebook.web.live.engine;

import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.time.Duration;

/**
 * An Engine.IO 4 endpoint at `/socket.io/`, on the port of a Helidon server, by polling and
 * WebSocket (contract 1.2). Its deadlines run from {@link #start} to {@link #close}. Thread-safe.
 */
public final class EngineServer {

    private final Sessions sessions;
    private final SocketUpgrader upgrader;
    private final Polling polling;

    /**
     * @param application what is served over the sessions
     */
    public EngineServer(Limits limits, Origins origins, Application application) {
        this.sessions = new Sessions(limits, application);
        WayIn wayIn = new WayIn(origins);
        MemoryBudget memory = new MemoryBudget(limits.largeBytesMax(), limits.stalledAfter());
        this.upgrader = new SocketUpgrader(sessions, wayIn, memory);
        this.polling = new Polling(sessions, wayIn, new Cors(origins), memory);
    }

    /** Begins to keep deadlines; to be called once, before the web server starts. */
    public void start() {
        sessions.start();
    }

    /**
     * Puts WebSockets on the server's port. Small packets go out at once (TCP_NODELAY).
     *
     * @param http how all HTTP/1.1 of this port is spoken, since there is one selector for it
     */
    public void configure(WebServerConfig.Builder server, Http1Config http) {
        server.addConnectionSelector(
                new EndableConnections(
                        Http1ConnectionSelector.builder()
                                .config(http)
                                .addUpgrader(upgrader)
                                .build()));
        server.connectionOptions(options -> options.tcpNoDelay(true));
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

    /**
     * Ends all sessions, after what waits for them has been sent, and opens no more. Blocks for at
     * most this time. To be called before the web server stops.
     */
    public void close(Duration within) throws InterruptedException {
        sessions.close(within);
    }
}
