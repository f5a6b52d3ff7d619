package minutebook.web.live.engine;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Sockets that have something to send: those of one piece of work are woken at its end, each once,
 * so that all that the work sends to a client is one write to its connection, and one read there.
 */
public final class Wakes {
    private static final ScopedValue<Wakes> CURRENT = ScopedValue.newInstance();

    private final Set<SocketConnection> sockets = new LinkedHashSet<>();

    private Wakes() {}

    /**
     * Does the work; only then is sent what it sends. For work that is soon done: what may take
     * long calls {@link #now} before.
     */
    public static <T> T together(Supplier<T> work) {
        var wakes = new Wakes();
        try {
            return ScopedValue.where(CURRENT, wakes).call(work::get);
        } finally {
            wakes.wakeAll();
        }
    }

    /** Does not wait for the end of the work with what it has sent by now. */
    public static void now() {
        if (CURRENT.isBound()) {
            CURRENT.get().wakeAll();
        }
    }

    /** Wakes a socket, now or at the end of the work that this thread does. */
    static void wake(SocketConnection socket) {
        if (CURRENT.isBound()) {
            CURRENT.get().sockets.add(socket);
        } else {
            socket.wakeNow();
        }
    }

    private void wakeAll() {
        sockets.forEach(SocketConnection::wakeNow);
        sockets.clear();
    }
}
