package minutebook.queries.notifications;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import minutebook.events.UserId;
import minutebook.queries.DatabaseAway;
import minutebook.queries.Turnstile;
import minutebook.queries.notifications.FindNotifications.Piece;

/**
 * Hands notifications on to those on this node who wait for them: from memory where this node
 * projects them, by their rows where another one does. Nothing is handed on that is not committed.
 * Thread-safe.
 */
public final class NotificationFeed implements NotificationListener {
    /** More at once than this is left to the subscriptions to read for themselves. */
    private static final int OBSERVED_MAX = 1000;

    private static final int READERS_MAX = 3;

    private final FindNotifications find;
    private final Map<UserId, Set<NotificationSubscription>> subscriptions =
            new ConcurrentHashMap<>();
    private final Turnstile turnstile = new Turnstile(READERS_MAX);
    private volatile long delivered;

    public NotificationFeed(FindNotifications find) {
        this.find = find;
    }

    /**
     * What {@code user} is told after position {@code after}, be it long ago. For one who wants
     * only what is new: the head of the book. To be closed.
     */
    public NotificationSubscription subscribe(UserId user, long after) {
        var subscription = new NotificationSubscription(this, user, after);
        subscriptions.compute(
                user,
                (_, those) -> {
                    Set<NotificationSubscription> set =
                            those == null ? ConcurrentHashMap.newKeySet() : those;
                    set.add(subscription);
                    return set;
                });
        return subscription;
    }

    @Override
    public void projected(List<Notification> notifications, long checkpoint) {
        notifications.forEach(this::deliver);
        delivered = checkpoint;
    }

    @Override
    public void observed(long checkpoint) {
        if (checkpoint > delivered && !subscriptions.isEmpty()) {
            read(delivered, checkpoint);
        }
        delivered = checkpoint;
    }

    private void read(long after, long upTo) {
        try {
            var some = find.between(after, upTo, subscriptions.keySet(), OBSERVED_MAX);
            if (some.size() < OBSERVED_MAX) {
                some.forEach(this::deliver);
                return;
            }
        } catch (DatabaseAway _) {
            // Whoever waits reads for themselves, and tells their client if that fails too.
        }
        subscriptions.values().forEach(it -> it.forEach(NotificationSubscription::toTable));
    }

    /** All up to here was offered to whom it concerns. */
    long delivered() {
        return delivered;
    }

    /** See {@link FindNotifications#after}. Blocks until it is their turn. */
    Piece read(UserId user, long after, int limit, int characters) throws InterruptedException {
        return turnstile.pass(() -> find.after(user, after, limit, characters));
    }

    void remove(NotificationSubscription subscription) {
        subscriptions.computeIfPresent(
                subscription.user(),
                (_, those) -> {
                    those.remove(subscription);
                    return those.isEmpty() ? null : those;
                });
    }

    private void deliver(Notification notification) {
        var notice =
                new Notice(notification.position(), notification.event(), notification.payload());
        for (UserId user : notification.recipients()) {
            for (NotificationSubscription it : subscriptions.getOrDefault(user, Set.of())) {
                it.offer(notice);
            }
        }
    }
}
