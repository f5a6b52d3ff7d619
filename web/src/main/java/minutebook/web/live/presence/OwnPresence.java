package minutebook.web.live.presence;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import minutebook.web.live.presence.PresenceTable.Change;

/**
 * Who is where on this node, and the one thread that tells the others. Whatever changed since it
 * last told goes into one statement, as it is then: so a hundred joins at once are one write, and
 * what could not be written is written later, as it is by then.
 */
final class OwnPresence implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(OwnPresence.class.getName());
    private static final long RETRY_AFTER_MILLIS = 500;

    private final DataSource pool;
    private final Duration beatEvery;
    private final PresenceTable table;
    private final Map<Whereabouts, Integer> counts = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Thread thread =
            Thread.ofPlatform().name("presence-own").daemon().unstarted(this::run);

    // What the others do not know yet. Guarded by the lock.
    private final Set<Whereabouts> changed = new HashSet<>();
    private final Set<UUID> ended = new HashSet<>();
    private volatile boolean closing;

    OwnPresence(UUID node, DataSource pool, Heartbeat heartbeat) {
        this.pool = pool;
        this.beatEvery = heartbeat.beatEvery();
        this.table = new PresenceTable(node);
    }

    void start() {
        thread.start();
    }

    void enters(Whereabouts one) {
        if (counts.merge(one, 1, Integer::sum) == 1) {
            note(Set.of(one), Set.of());
        }
    }

    void leaves(Whereabouts one) {
        if (counts.computeIfPresent(one, (_, count) -> count == 1 ? null : count - 1) == null) {
            note(Set.of(one), Set.of());
        }
    }

    boolean has(Whereabouts one) {
        return counts.containsKey(one);
    }

    void endStreams(UUID session) {
        note(Set.of(), Set.of(session));
    }

    private void note(Set<Whereabouts> moved, Set<UUID> sessions) {
        lock.lock();
        try {
            changed.addAll(moved);
            ended.addAll(sessions);
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    private record News(Set<Whereabouts> moved, Set<UUID> ended) {}

    private void run() {
        try {
            while (!closing) {
                tell(next());
            }
        } catch (InterruptedException closed) {
            // Its ordinary end.
        }
    }

    /** What is to be told; nothing but a beat, if nothing happens for so long. */
    private News next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = beatEvery.toNanos();
            while (changed.isEmpty() && ended.isEmpty() && left > 0) {
                left = news.awaitNanos(left);
            }
            var next = new News(Set.copyOf(changed), Set.copyOf(ended));
            changed.clear();
            ended.clear();
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void tell(News next) throws InterruptedException {
        List<Change> changes =
                next.moved().stream().map(it -> new Change(it, !counts.containsKey(it))).toList();
        try (Connection connection = pool.getConnection()) {
            if (!table.tell(connection, changes, next.ended())) {
                // The first time, or after a crash of PostgreSQL, or when we were taken for dead.
                table.begin(connection);
                note(counts.keySet(), Set.of());
                note(next.moved(), next.ended());
            }
        } catch (SQLException away) {
            LOG.log(System.Logger.Level.DEBUG, "Presence cannot be told now", away);
            note(next.moved(), next.ended());
            TimeUnit.MILLISECONDS.sleep(RETRY_AFTER_MILLIS);
        }
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(RETRY_AFTER_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Connection connection = pool.getConnection()) {
            table.end(connection);
        } catch (SQLException away) {
            LOG.log(System.Logger.Level.DEBUG, "The others will find out by themselves", away);
        }
    }
}
