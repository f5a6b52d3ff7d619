package minutebook.queries.notifications;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import minutebook.events.UserId;
import minutebook.queries.notifications.FindNotifications.Piece;

/**
 * One reader's place among what a user is told: each notification after the position that it began
 * at, once, in order, without gap or overlap. First from the table, then from memory, and from the
 * table again where the reader was too slow for the memory kept for it. For one thread at a time.
 */
public final class NotificationSubscription implements AutoCloseable {
    private static final int AT_ONCE_MAX = 256;

    /**
     * Of what waits in memory for a reader, and again of what is being written to it: so that one
     * that has stalled costs less than the megabyte that it may, with the system's buffer.
     */
    private static final int CHARACTERS_MAX = 128 * 1024;

    private final NotificationFeed feed;
    private final UserId user;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Queue<Notice> live = new ArrayDeque<>();
    private int characters;
    private boolean behind = true;
    private boolean woken;
    private volatile long position;

    NotificationSubscription(NotificationFeed feed, UserId user, long after) {
        this.feed = feed;
        this.user = user;
        this.position = after;
    }

    public UserId user() {
        return user;
    }

    /**
     * The next ones; empty if there is none within {@code patience}, or {@link #wake}. Blocks.
     *
     * @throws minutebook.queries.DatabaseAway if they are to be read from the table, and cannot be;
     *     may be called again
     */
    public List<Notice> next(Duration patience) throws InterruptedException {
        long untilNanos = System.nanoTime() + patience.toNanos();
        while (true) {
            if (comesFromTable()) {
                List<Notice> rows = replay();
                if (!rows.isEmpty()) {
                    return rows;
                }
            }
            lock.lockInterruptibly();
            try {
                // Read before looking at what has come: all up to there has come by now.
                long delivered = feed.delivered();
                List<Notice> notices = drain();
                if (!notices.isEmpty()) {
                    return notices;
                }
                if (!behind) {
                    position = Math.max(position, delivered);
                    long leftNanos = untilNanos - System.nanoTime();
                    if (leftNanos <= 0 || woken) {
                        woken = false;
                        return notices;
                    }
                    arrived.awaitNanos(leftNanos);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * All up to here was given by {@link #next}, or concerns others; where it began, at first. What
     * a reader remembers in order to go on later, also when it is told of nothing.
     */
    public long position() {
        return position;
    }

    /** Whoever waits in {@link #next}, or comes there next, does not wait. From any thread. */
    public void wake() {
        lock.lock();
        try {
            woken = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        feed.remove(this);
    }

    /** From the thread of the feed: never waits for the reader. */
    void offer(Notice notice) {
        lock.lock();
        try {
            if (!behind && notice.position() > position) {
                if (live.size() < AT_ONCE_MAX && characters < CHARACTERS_MAX) {
                    live.add(notice);
                    characters += notice.payload().length();
                } else {
                    fallBehind();
                }
                arrived.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** What is to come is in the table, and only there. */
    void toTable() {
        lock.lock();
        try {
            fallBehind();
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    private void fallBehind() {
        behind = true;
        live.clear();
        characters = 0;
    }

    private boolean comesFromTable() {
        lock.lock();
        try {
            return behind;
        } finally {
            lock.unlock();
        }
    }

    /** A part of what the table has; what comes after the last part, comes live from then on. */
    private List<Notice> replay() throws InterruptedException {
        // From here on live ones are kept, so that whatever the query does not see yet is.
        setBehind(false);
        List<Notice> rows;
        boolean more = true;
        try {
            Piece piece = feed.read(user, position, AT_ONCE_MAX, CHARACTERS_MAX);
            rows = piece.notices();
            more = piece.more();
        } finally {
            if (more) {
                setBehind(true);
            }
        }
        if (!rows.isEmpty()) {
            position = Math.max(position, rows.getLast().position());
        }
        return rows;
    }

    private void setBehind(boolean value) {
        lock.lock();
        try {
            if (value) {
                fallBehind();
            } else {
                behind = false;
            }
        } finally {
            lock.unlock();
        }
    }

    private List<Notice> drain() {
        var notices = new ArrayList<Notice>();
        characters = 0;
        for (Notice it = live.poll(); it != null; it = live.poll()) {
            if (it.position() > position) {
                notices.add(it);
                position = it.position();
            }
        }
        return notices;
    }
}
