package minutebook.web.door;

import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;
import org.jspecify.annotations.Nullable;

/** Lets everything through once a connection has become one of another protocol. */
record TunnelUpgrader(Http1Upgrader upgrader) implements Http1Upgrader {

    @Override
    public String supportedProtocol() {
        return upgrader.supportedProtocol();
    }

    @Override
    @SuppressWarnings("NullAway") // Helidon: "or null if the connection cannot be upgraded".
    public @Nullable ServerConnection upgrade(
            ConnectionContext connection, HttpPrologue prologue, WritableHeaders<?> headers) {
        ServerConnection upgraded = upgrader.upgrade(connection, prologue, headers);
        if (upgraded != null && connection instanceof GuardedContext guarded) {
            guarded.requests().becomeTunnel();
        }
        return upgraded;
    }
}
