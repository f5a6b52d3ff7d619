package minutebook.web.door;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Set;

/**
 * HTTP/1.1 whose connections end where a handler says so. Helidon 4.1.7 goes on reading after an
 * answer with `Connection: close`, and takes a body that nobody read for the next request; an
 * exception that asks it to close is swallowed by the filter of its metrics.
 */
public final class EndableConnections implements ServerConnectionSelector {

    private static final ScopedValue<ServerConnection> CURRENT = ScopedValue.newInstance();

    private final Http1ConnectionSelector http;

    EndableConnections(Http1ConnectionSelector http) {
        this.http = http;
    }

    /**
     * Reads no further request from the connection that is being served. For handlers and filters,
     * before or after their answer; elsewhere, and on the ports of other selectors, it does
     * nothing.
     */
    public static void endAfterThisRequest() {
        if (CURRENT.isBound()) {
            CURRENT.get().close(false);
        }
    }

    @Override
    public int bytesToIdentifyConnection() {
        return http.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData data) {
        return http.supports(data);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return http.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        return new Endable(http.connection(context));
    }

    private record Endable(ServerConnection connection)
            implements ServerConnection, InterruptableTask<Void> {

        @Override
        public void handle(Limit limit) throws InterruptedException {
            ScopedValue.where(CURRENT, connection)
                    .call(
                            () -> {
                                connection.handle(limit);
                                return true;
                            });
        }

        @Override
        public Duration idleTime() {
            return connection.idleTime();
        }

        @Override
        public void close(boolean interrupt) {
            connection.close(interrupt);
        }

        @Override
        public boolean canInterrupt() {
            return connection instanceof InterruptableTask<?> task && task.canInterrupt();
        }
    }
}
