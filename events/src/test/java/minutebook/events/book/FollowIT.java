package minutebook.events.book;

import static minutebook.events.book.BookFixture.of;
import static minutebook.events.book.BookFixture.said;
import static minutebook.events.book.BookIT.atOnce;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import minutebook.events.book.AppendFailure.BookUnavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the book promises to those who follow it. */
class FollowIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BookFixture fixture = new BookFixture();
    private final PostgresBook book = fixture.book;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void a_follower_gets_each_event_once_and_in_order_while_many_write() throws Exception {
        int count = 10_000;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var early = CompletableFuture.supplyAsync(() -> follow(book, 0, count), threads);
            for (int round = 0; round < 5; round++) {
                atOnce(count / 5, i -> book.append(of(said(i % 5 + 1, "Message " + i))));
            }
            // More than the tail keeps in memory: this one begins in the table.
            var late = follow(book, 0, count);

            var expected = LongStream.rangeClosed(1, count).boxed().toList();
            assertEquals(expected, early.get());
            assertEquals(expected, late);
        }
    }

    @Test
    void what_another_node_writes_is_followed_too_in_the_same_order() throws Exception {
        try (var other = new BookFixture(fixture.database)) {
            // Else two hundred would ask for her key at once, each on a connection of its own.
            other.keys.find(BookFixture.ANNA);
            atOnce(400, i -> (i % 2 == 0 ? book : other.book).append(of(said(1, "Message " + i))));

            assertEquals(LongStream.rangeClosed(1, 400).boxed().toList(), follow(book, 0, 400));
            assertEquals(
                    LongStream.rangeClosed(201, 400).boxed().toList(),
                    follow(other.book, 200, 200));
            assertEquals(book.read(0, 500), other.book.read(0, 500));
        }
    }

    @Test
    void a_follower_at_the_head_waits_and_is_woken() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = CompletableFuture.supplyAsync(() -> follow(book, 0, 1), threads);
            assertTrue(book.follow(0).next(Duration.ofMillis(20)).isEmpty());
            book.append(of(said(1, "Wake up")));
            assertEquals(List.of(1L), waiting.get());
        }
    }

    @Test
    void a_head_that_was_changed_by_hand_is_told_and_nobody_is_lost_until_it_is_mended()
            throws Exception {
        atOnce(5, i -> book.append(of(said(1, "Message " + i))));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var follower = CompletableFuture.supplyAsync(() -> follow(book, 0, 6), threads);
            tampered("update book.head set position = 1000", "its last row is 5");
            // Whoever may log in to PostgreSQL can say so, with less rights than that.
            tampered("notify book, '5000'", "its last row is 5");
            tampered("notify book, 'nonsense'", "its last row is 5");
            assertThrows(
                    BookUnavailable.class, () -> book.append(of(said(1, "Not behind a hole"))));
            assertEquals(5, book.head());
            try (var started = new BookFixture(fixture.database)) {
                assertEquals(5, started.book.head());
            }

            tampered("update book.head set position = 3", "its last row is 5");
            assertThrows(BookUnavailable.class, () -> book.append(of(said(1, "Not twice"))));
            tampered(
                    "create table kept as select * from book.head; delete from book.head",
                    "The book has no head");
            assertThrows(BookUnavailable.class, () -> book.append(of(said(1, "Not without"))));
            tampered("insert into book.head select * from kept", "its last row is 5");
            tampered("update book.head set position = 5, epoch = 'x' || epoch", "The epoch of the");
            tampered("update book.head set epoch = substr(epoch, 2)", "");

            assertEquals(6, book.append(of(said(1, "Goes on"))).position());
            assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), follower.get());
        }
    }

    @Test
    void rows_that_were_taken_away_are_waited_for() throws Exception {
        atOnce(3, i -> book.append(of(said(1, "Message " + i))));
        try (var other = new BookFixture(fixture.database)) {
            var subscription = other.book.follow(2);
            run(
                    """
                    alter table book.event disable trigger all;
                    create table kept as select * from book.event;
                    delete from book.event where position = 3
                    """);
            assertEquals(List.of(), subscription.next(Duration.ofMillis(1)));

            run("insert into book.event select * from kept where position = 3");
            assertEquals(3, subscription.next(PATIENCE).getFirst().position());
        }
    }

    /** As the owner of the database; then the book says so. */
    private void tampered(String sql, String told) throws Exception {
        run(sql);
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!isTold(told)) {
            assertTrue(System.nanoTime() < until, sql + ": " + book.problem());
            Thread.onSpinWait();
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = fixture.database.owner().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private boolean isTold(String told) {
        return book.problem()
                .map(it -> !told.isEmpty() && it.contains(told))
                .orElse(told.isEmpty());
    }

    private static List<Long> follow(Book book, long after, int count) {
        var positions = new ArrayList<Long>();
        try (Subscription subscription = book.follow(after)) {
            while (positions.size() < count) {
                var next = subscription.next(PATIENCE);
                assertTrue(!next.isEmpty(), () -> "nothing more after " + positions.size());
                next.forEach(event -> positions.add(event.position()));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return positions;
    }
}
