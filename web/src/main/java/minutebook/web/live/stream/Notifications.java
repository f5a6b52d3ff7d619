package minutebook.web.live.stream;

import java.time.Duration;
import java.util.List;
import minutebook.queries.notifications.Notice;
import minutebook.queries.notifications.NotificationFeed;
import minutebook.queries.notifications.NotificationSubscription;
import minutebook.web.access.Caller;
import minutebook.web.live.presence.Place;

/** What a user is told of projects and of themselves. */
record Notifications(NotificationFeed feed) implements Feed {

    @Override
    public Telling subscribe(Caller caller, long after) {
        return new ToldByFeed(feed.subscribe(caller.user(), after));
    }

    @Override
    public Place place() {
        return Place.STREAM;
    }

    private record ToldByFeed(NotificationSubscription subscription) implements Telling {
        @Override
        public List<Notice> next(Duration patience) throws InterruptedException {
            return subscription.next(patience);
        }

        @Override
        public long position() {
            return subscription.position();
        }

        @Override
        public void wake() {
            subscription.wake();
        }

        @Override
        public void close() {
            subscription.close();
        }
    }
}
