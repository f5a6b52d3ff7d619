package minutebook.web.live.presence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import minutebook.events.UserId;
import minutebook.events.sql.Connecting;
import minutebook.web.live.presence.Presence.Listener;
import minutebook.web.live.presence.PresenceTable.Node;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * What the other nodes tell. The table is the truth; a notification only says that there is
 * something new in it. A node is taken for dead by our own clock, over a time in which it could
 * have been heard, so that a database that was away puts nobody out.
 */
final class Neighbours implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Neighbours.class.getName());
    private static final long RETRY_AFTER_MILLIS = 500;

    private final UUID self;
    private final Connecting dedicated;
    private final Heartbeat heartbeat;
    private final PresenceTable table;
    private final Map<UUID, Neighbour> known = new ConcurrentHashMap<>();
    private @Nullable Thread thread;
    private volatile boolean closing;

    Neighbours(UUID self, Connecting dedicated, Heartbeat heartbeat) {
        this.self = self;
        this.dedicated = dedicated;
        this.heartbeat = heartbeat;
        this.table = new PresenceTable(self);
    }

    void start(Listener listener) {
        thread =
                Thread.ofPlatform().name("presence-neighbours").daemon().start(() -> run(listener));
    }

    boolean have(Place place, UserId user) {
        return known.values().stream().anyMatch(it -> it.has(place, user));
    }

    void addAt(Place place, Set<UserId> users) {
        known.values().forEach(it -> users.addAll(it.at(place)));
    }

    private void run(Listener listener) {
        while (!closing) {
            try (Connection connection = dedicated.connect()) {
                listen(connection, listener);
            } catch (SQLException away) {
                LOG.log(System.Logger.Level.DEBUG, "Other nodes cannot be heard now", away);
                pause();
            }
        }
    }

    private void listen(Connection connection, Listener listener) throws SQLException {
        try (var listen = connection.createStatement()) {
            listen.execute("listen " + PresenceTable.CHANNEL);
        }
        known.values().forEach(Neighbour::forgive);
        while (!closing) {
            hear(connection, listener);
            awaitNews(connection.unwrap(PGConnection.class));
        }
    }

    /** Until another node has something to tell; at most the time between two looks. */
    private void awaitNews(PGConnection connection) throws SQLException {
        long until = System.nanoTime() + heartbeat.lookEvery().toNanos();
        int left = millisUntil(until);
        while (left > 0 && Stream.of(notified(connection, left)).allMatch(this::isOurs)) {
            left = millisUntil(until);
        }
    }

    private static int millisUntil(long nanos) {
        return (int) TimeUnit.NANOSECONDS.toMillis(nanos - System.nanoTime());
    }

    private static PGNotification[] notified(PGConnection connection, int millis)
            throws SQLException {
        PGNotification[] notified = connection.getNotifications(millis);
        return notified == null ? new PGNotification[0] : notified;
    }

    private boolean isOurs(PGNotification notification) {
        return notification.getParameter().equals(self.toString());
    }

    private void hear(Connection connection, Listener listener) throws SQLException {
        Map<UUID, Neighbour> gone = new HashMap<>(known);
        for (Node node : table.others(connection, heartbeat.voidAfter())) {
            if (known.containsKey(node.id()) || node.fresh()) {
                Neighbour neighbour = known.computeIfAbsent(node.id(), _ -> new Neighbour());
                neighbour.hear(connection, node, listener);
                if (!neighbour.isSilentFor(heartbeat.voidAfter())) {
                    gone.remove(node.id());
                }
            }
        }
        gone.forEach(
                (id, neighbour) -> {
                    known.remove(id);
                    neighbour.rooms().forEach(listener::moved);
                });
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RETRY_AFTER_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing = true;
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(heartbeat.lookEvery());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
