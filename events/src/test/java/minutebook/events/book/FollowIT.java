package minutebook.events.book;

import static minutebook.events.book.BookFixture.of;
import static minutebook.events.book.BookFixture.said;
import static minutebook.events.book.BookIT.atOnce;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the book promises to those who follow it. */
class FollowIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

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
