package minutebook.web.door;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import minutebook.events.log.About;
import minutebook.web.door.AcceptedSockets.Accepted;
import org.jspecify.annotations.Nullable;

/**
 * Every connection of the port, with the door before it: also those that begin with something else
 * than HTTP/1.1, which are answered and closed.
 *
 * <p>A connection ends where a handler says so. Helidon 4.1.7 goes on reading after an answer with
 * `Connection: close`, and takes a body that nobody read for the next request.
 */
public final class GuardedConnections implements ServerConnectionSelector {
    private static final ScopedValue<Guarded> CURRENT = ScopedValue.newInstance();

    private final ServerConnectionSelector inside;
    private final AcceptedSockets sockets;
    private final DoorLimits limits;
    private final ClientAddress addresses;
    private final ClosingAnswer refusals;
    private final Closing closing;
    private final WriteWatch writes;

    GuardedConnections(
            ServerConnectionSelector inside,
            AcceptedSockets sockets,
            DoorLimits limits,
            ClientAddress addresses,
            ClosingAnswer refusals,
            Closing closing) {
        this.inside = inside;
        this.sockets = sockets;
        this.limits = limits;
        this.addresses = addresses;
        this.refusals = refusals;
        this.closing = closing;
        this.writes = new WriteWatch(limits.stalledAfter());
    }

    /**
     * Reads no further request from the connection that is being served. For handlers and filters,
     * before or after their answer; elsewhere, and on the ports of other selectors, it does
     * nothing.
     */
    public static void endAfterThisRequest() {
        if (CURRENT.isBound()) {
            CURRENT.get().connection().close(false);
        }
    }

    /**
     * Breaks the connection that is being served off, within an answer: Helidon would end that as
     * if it were whole. What was written before still arrives.
     */
    public static void breakOff() {
        if (CURRENT.isBound()) {
            CURRENT.get().out().breakOff();
        }
    }

    /**
     * To be thrown instead of an answer: ends the connection at once, which Helidon alone would
     * leave as it is.
     */
    public static CloseConnectionException hangUp(String why, @Nullable Throwable cause) {
        breakOff();
        return new CloseConnectionException(why, cause);
    }

    /** That which this thread serves. */
    static Optional<Exchange> exchange() {
        return CURRENT.isBound()
                ? Optional.of(CURRENT.get().requests().exchange())
                : Optional.empty();
    }

    @Override
    public int bytesToIdentifyConnection() {
        return 0;
    }

    @Override
    public Support supports(BufferData data) {
        return Support.SUPPORTED;
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return inside.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext connection) {
        Accepted accepted =
                sockets.find(connection)
                        .orElseThrow(() -> new CloseConnectionException("It is gone already"));
        var raw = new RawInput(connection.dataReader(), accepted.socket());
        var out = new WatchedWriter(connection.dataWriter(), accepted.socket());
        boolean fromProxy = addresses.isTrusted(ClientAddress.connected(connection.remotePeer()));
        var requests =
                new RequestReader(
                        raw,
                        new HeadReader(raw, limits, fromProxy),
                        limits,
                        out,
                        refusals,
                        closing);
        var guarded = new GuardedContext(connection, requests, out);
        return new Guarded(
                inside.connection(guarded),
                requests,
                out,
                () -> {
                    closing.opened(requests);
                    writes.add(out);
                },
                () -> {
                    closing.closed(requests);
                    writes.remove(out);
                    sockets.forget(accepted);
                });
    }

    private record Guarded(
            ServerConnection connection,
            RequestReader requests,
            WatchedWriter out,
            Runnable watch,
            Runnable forget)
            implements ServerConnection, InterruptableTask<Void> {

        @Override
        public void handle(Limit limit) throws InterruptedException {
            watch.run();
            try {
                ScopedValue.where(CURRENT, this).call(() -> About.work().call(() -> serve(limit)));
            } finally {
                requests.farewell();
                forget.run();
            }
        }

        private boolean serve(Limit limit) throws InterruptedException {
            connection.handle(limit);
            return true;
        }

        /**
         * Not by the clock on the wall, as Helidon has it: that one jumps, and all would be idle.
         */
        @Override
        public Duration idleTime() {
            return requests.idleTime();
        }

        @Override
        public void close(boolean interrupt) {
            connection.close(interrupt);
        }

        /**
         * A request that has arrived by now is answered, though Helidon has not seen it yet; and so
         * is one that is probably on its way.
         */
        @Override
        public boolean canInterrupt() {
            return requests.isDispensable()
                    && connection instanceof InterruptableTask<?> task
                    && task.canInterrupt();
        }
    }
}
