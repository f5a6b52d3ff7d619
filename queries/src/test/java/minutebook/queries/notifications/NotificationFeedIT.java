package minutebook.queries.notifications;

import static minutebook.queries.Cast.ANNA;
import static minutebook.queries.Cast.BEN;
import static minutebook.queries.Cast.BRIDGE;
import static minutebook.queries.Cast.CLEO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.events.projects.ProjectEvent.ProjectRenamed;
import minutebook.events.users.Role;
import minutebook.events.users.SessionEvent.SessionOpened;
import minutebook.events.users.UserEvent.RoleGranted;
import minutebook.events.users.UserEvent.UserArchived;
import minutebook.queries.Cast;
import minutebook.queries.PaperBook;
import minutebook.queries.ProjectorRunner;
import minutebook.queries.ReadModels;
import minutebook.queries.TestDatabase;
import minutebook.queries.notifications.FindNotifications.Piece;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NotificationFeedIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(20);

    @RegisterExtension final TestDatabase database = new TestDatabase();

    /** The creation, of which BEN is told, is event 6. */
    private final PaperBook book =
            new PaperBook()
                    .given(Cast.all())
                    .given(ANNA, new ProjectCreated(BRIDGE, ANNA, "0", List.of(), List.of(BEN)));

    private final class Node implements AutoCloseable {
        final NotificationFeed feed;
        final ReadModels models;

        Node() {
            this(new NotificationFeed(find()));
        }

        Node(NotificationFeed feed) {
            this.feed = feed;
            this.models =
                    ReadModels.start(
                            ProjectorRunner.of(
                                    List.of(new NotificationProjector(feed)),
                                    book,
                                    database.source()));
        }

        void await() throws InterruptedException {
            assertTrue(models.await(book.head(), PATIENCE));
        }

        @Override
        public void close() {
            models.close();
        }
    }

    @Test
    void what_was_missed_comes_first_and_then_what_is_new_each_once() throws Exception {
        rename(300);
        try (var node = new Node();
                var subscription = node.feed.subscribe(BEN, 0)) {
            node.await();
            var got = new ArrayList<Long>();
            take(subscription, got, 100);
            rename(300);
            node.await();
            rename(50);
            take(subscription, got, 651);

            assertEquals(LongStream.rangeClosed(6, 656).boxed().toList(), got);
            assertEquals(List.of(), subscription.next(SHORT));
        }
    }

    @Test
    void on_a_node_that_does_not_project_the_same_comes() throws Exception {
        try (var first = new Node()) {
            first.await();
            try (var second = new Node();
                    var subscription = second.feed.subscribe(BEN, book.head())) {
                second.await();
                rename(20);
                var got = new ArrayList<Long>();
                take(subscription, got, 20);
                rename(3000);
                take(subscription, got, 3020);

                assertEquals(LongStream.rangeClosed(7, 3026).boxed().toList(), got);
            }
        }
    }

    @Test
    void who_takes_the_lead_hands_on_what_the_one_before_wrote_last() throws Exception {
        var feed = new NotificationFeed(find());
        try (var subscription = feed.subscribe(BEN, book.head())) {
            try (var first = new Node()) {
                first.await();
                feed.observed(book.head());
                assertEquals(List.of(), subscription.next(SHORT));
                rename(3);
                first.await();
            }
            var got = new ArrayList<Long>();
            try (var second = new Node(feed)) {
                rename(1);
                second.await();
                take(subscription, got, 4);
            }
            assertEquals(List.of(7L, 8L, 9L, 10L), got);
        }
    }

    @Test
    void a_reader_who_is_told_of_nothing_moves_on_all_the_same() throws Exception {
        try (var node = new Node();
                var subscription = node.feed.subscribe(CLEO, 6)) {
            rename(10);
            book.given(new SessionOpened(new java.util.UUID(0, 1), ANNA));
            node.await();
            assertEquals(List.of(), subscription.next(SHORT));
            assertEquals(17, subscription.position());
            assertEquals(17, node.models.position());
        }
        assertEquals(17, find().checkpoint());
    }

    @Test
    void one_who_wants_what_is_new_gets_nothing_of_a_rebuild() throws Exception {
        rename(10);
        try (var node = new Node();
                var subscription = node.feed.subscribe(BEN, book.head())) {
            node.await();
            rename(1);
            assertEquals(
                    List.of(17L),
                    subscription.next(PATIENCE).stream().map(Notice::position).toList());
        }
    }

    @Test
    void what_is_told_of_an_account_has_its_own_event_on_every_node() throws Exception {
        try (var first = new Node()) {
            first.await();
            try (var second = new Node();
                    var here = first.feed.subscribe(BEN, 6);
                    var there = second.feed.subscribe(BEN, 6)) {
                second.await();
                book.given(ANNA, new RoleGranted(BEN, Role.ADMIN), new UserArchived(CLEO));
                rename(1);

                for (var subscription : List.of(here, there)) {
                    var got = new ArrayList<String>();
                    long untilNanos = System.nanoTime() + PATIENCE.toNanos();
                    while (got.size() < 2 && System.nanoTime() - untilNanos < 0) {
                        subscription
                                .next(SHORT)
                                .forEach(it -> got.add(it.position() + " " + it.event()));
                    }
                    assertEquals(List.of("7 action_user", "9 action_project"), got);
                }
            }
        }
        assertEquals(
                "action_user", find().after(CLEO, 0, 10, 1_000_000).notices().getLast().event());
    }

    @Test
    void of_long_ones_few_are_fetched_at_once_and_none_is_left_out() throws Exception {
        rename(40);
        try (var node = new Node()) {
            node.await();
            var got = new ArrayList<Long>();
            Piece piece = find().after(BEN, 0, 256, 1_000);
            while (piece.more()) {
                int before = piece.notices().getLast().payload().length();
                int all = piece.notices().stream().mapToInt(it -> it.payload().length()).sum();
                assertTrue(all >= 1_000 && all - before < 1_000, () -> all + " characters");
                piece.notices().forEach(it -> got.add(it.position()));
                piece = find().after(BEN, got.getLast(), 256, 1_000);
            }
            piece.notices().forEach(it -> got.add(it.position()));

            assertEquals(LongStream.rangeClosed(6, 46).boxed().toList(), got);
        }
    }

    private FindNotifications find() {
        return new FindNotifications(database.source());
    }

    private void rename(int times) {
        for (int i = 0; i < times; i++) {
            book.given(ANNA, new ProjectRenamed(BRIDGE, "Title " + i));
        }
    }

    private static void take(NotificationSubscription from, List<Long> into, int size)
            throws InterruptedException {
        long untilNanos = System.nanoTime() + PATIENCE.toNanos();
        while (into.size() < size && System.nanoTime() - untilNanos < 0) {
            from.next(Duration.ofMillis(100)).forEach(it -> into.add(it.position()));
        }
    }
}
