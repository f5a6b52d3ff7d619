package minutebook.web.door;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.ConnectionContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts connections from the moment they are accepted, and sends away those that are too many.
 * Thread-safe.
 *
 * <p>It stands in the place of the options of sockets, because that is where Helidon shows a
 * connection before anything is spent on it. Helidon's own limit would leave all newcomers waiting,
 * whoever took the connections.
 */
final class AcceptedSockets implements SocketOptions {
    private static final byte[] TOO_MANY =
            """
            HTTP/1.1 503 Service Unavailable\r
            Retry-After: 5\r
            Content-Length: 0\r
            Cache-Control: no-store\r
            Connection: close\r
            \r
            """
                    .getBytes(US_ASCII);

    private final SocketOptions options;
    private final DoorLimits limits;
    private final ClientAddress addresses;
    private final Map<Ends, Accepted> open = new HashMap<>();
    private final LongAdder refused = new LongAdder();
    private final Map<String, Integer> countByAddress = new HashMap<>();

    AcceptedSockets(SocketOptions options, DoorLimits limits, ClientAddress addresses) {
        this.options = options;
        this.limits = limits;
        this.addresses = addresses;
    }

    /** What tells one connection from all others. A socket that is closed has forgotten it. */
    private record Ends(SocketAddress remote, SocketAddress local) {}

    /** One that was let in. */
    record Accepted(Socket socket, String address, SocketAddress remote, SocketAddress local) {
        static Accepted of(Socket socket) {
            return new Accepted(
                    socket,
                    ClientAddress.counted(socket.getInetAddress()),
                    socket.getRemoteSocketAddress(),
                    socket.getLocalSocketAddress());
        }

        private Ends ends() {
            return new Ends(remote, local);
        }
    }

    /**
     * Called by the listener's thread with each new connection; it closes the one that we throw at.
     */
    @Override
    public void configureSocket(Socket socket) {
        options.configureSocket(socket);
        if (!admit(socket)) {
            refused.increment();
            refuse(socket);
            throw new IllegalStateException("Too many connections");
        }
        try {
            // For the first byte; then every wait has a deadline of its own.
            socket.setSoTimeout((int) limits.headWithin().toMillis());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private synchronized boolean admit(Socket socket) {
        var accepted = Accepted.of(socket);
        // A proxy speaks for many.
        boolean counts = !addresses.isTrusted(socket.getInetAddress());
        if (!hasRoom(accepted, counts)) {
            forgetClosed();
        }
        if (!hasRoom(accepted, counts)) {
            return false;
        }
        open.put(accepted.ends(), accepted);
        countByAddress.merge(accepted.address(), 1, Integer::sum);
        return true;
    }

    private boolean hasRoom(Accepted accepted, boolean counts) {
        int ofAddress = countByAddress.getOrDefault(accepted.address(), 0);
        return open.size() < limits.connectionsMax()
                && (!counts || ofAddress < limits.connectionsPerAddressMax());
    }

    private static void refuse(Socket socket) {
        try {
            // A new connection's buffer takes it at once.
            socket.getOutputStream().write(TOO_MANY);
        } catch (IOException gone) {
            // It is sent away either way.
        }
    }

    /** How many are open. */
    synchronized int count() {
        return open.size();
    }

    /** How many were sent away. */
    long refused() {
        return refused.sum();
    }

    /** The connection that Helidon shows so. */
    synchronized Optional<Accepted> find(ConnectionContext connection) {
        return Optional.ofNullable(
                open.get(
                        new Ends(
                                connection.remotePeer().address(),
                                connection.localPeer().address())));
    }

    /**
     * It is over. Those that end before they ask for anything are found when there are too many.
     */
    synchronized void forget(Accepted accepted) {
        if (open.remove(accepted.ends(), accepted)) {
            countByAddress.computeIfPresent(
                    accepted.address(), (_, count) -> count == 1 ? null : count - 1);
        }
    }

    private void forgetClosed() {
        open.values().stream()
                .filter(accepted -> accepted.socket().isClosed())
                .toList()
                .forEach(this::forget);
    }

    @Override
    public Map<SocketOption<?>, Object> socketOptions() {
        return options.socketOptions();
    }

    @Override
    public Duration connectTimeout() {
        return options.connectTimeout();
    }

    @Override
    public Duration readTimeout() {
        return options.readTimeout();
    }

    @Override
    public Optional<Integer> socketReceiveBufferSize() {
        return options.socketReceiveBufferSize();
    }

    @Override
    public Optional<Integer> socketSendBufferSize() {
        return options.socketSendBufferSize();
    }

    @Override
    public boolean socketReuseAddress() {
        return options.socketReuseAddress();
    }

    @Override
    public boolean socketKeepAlive() {
        return options.socketKeepAlive();
    }

    @Override
    public boolean tcpNoDelay() {
        return options.tcpNoDelay();
    }
}
