package minutebook.events.book;

import static minutebook.events.book.BookFixture.ANNA;
import static minutebook.events.book.BookFixture.of;
import static minutebook.events.book.BookFixture.said;
import static minutebook.events.book.BookIT.atOnce;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import minutebook.events.StreamId;
import minutebook.events.book.Append.Claim;
import minutebook.events.book.AppendFailure.BookOverloaded;
import minutebook.events.book.AppendFailure.BookRefused;
import minutebook.events.book.AppendFailure.BookUnavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the book does when something around it breaks. */
class AppenderFaultsIT {
    private final BookFixture fixture = new BookFixture();
    private final PostgresBook book = fixture.book;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void when_connections_are_cut_again_and_again_each_append_is_done_or_not_as_was_told()
            throws Exception {
        Set<UUID> done = new HashSet<>();
        Set<UUID> notDone = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var cutting = CompletableFuture.supplyAsync(this::cutTwentyTimes, threads);
            int unknown = 0;
            while (!cutting.isDone()) {
                for (Object result : atOnce(30, _ -> attempt())) {
                    switch (result) {
                        case Appended it -> done.add(it.events().getFirst().commandId());
                        case UUID it -> notDone.add(it);
                        default -> unknown++;
                    }
                }
            }
            assertTrue(cutting.get() > 0, "nothing was cut");
            assertEquals(0, unknown, "the book could always ask whether a commit was done");
        }

        Set<UUID> found =
                book.read(0, 100_000).stream()
                        .map(RecordedEvent::commandId)
                        .collect(Collectors.toSet());
        assertEquals(done, found);
        notDone.retainAll(found);
        assertEquals(Set.of(), notDone);
        assertEquals((long) done.size(), book.head());
    }

    private Object attempt() {
        Append append = of(said(1, "Message"));
        try {
            return book.append(append);
        } catch (BookUnavailable e) {
            return append.commandId().value();
        } catch (AppendFailure.OutcomeUnknown e) {
            return e;
        }
    }

    private int cutTwentyTimes() {
        int cut = 0;
        try (Connection connection = fixture.database.owner().getConnection();
                var statement = connection.createStatement()) {
            for (int i = 0; i < 20; i++) {
                try (var rows =
                        statement.executeQuery(
                                """
                                select count(pg_terminate_backend(pid)), pg_sleep(0.03)
                                from pg_stat_activity
                                where datname = current_database() and pid <> pg_backend_pid()
                                """)) {
                    rows.next();
                    cut += rows.getInt(1);
                }
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
        return cut;
    }

    @Test
    void a_full_queue_refuses_at_once_and_what_it_took_is_done() throws Exception {
        int waitingMax = 64;
        int callers = 2 * waitingMax + Appender.BATCH_MAX;
        try (Connection connection = fixture.database.owner().getConnection();
                var small = fixture.another(waitingMax);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("select * from book.head for update");
            }
            var all =
                    java.util.stream.IntStream.range(0, callers)
                            .mapToObj(
                                    _ ->
                                            CompletableFuture.supplyAsync(
                                                    () -> appendedOrOverloaded(small), threads))
                            .toList();
            // Those that find no place end although nobody can write.
            CompletableFuture.anyOf(all.toArray(CompletableFuture[]::new)).get();
            connection.rollback();

            long done = all.stream().filter(CompletableFuture::join).count();
            assertTrue(done >= waitingMax && done < callers, "done: " + done);
            assertEquals(done, small.head());
        }
    }

    private static boolean appendedOrOverloaded(PostgresBook book) {
        try {
            book.append(of(said(1, "Message")));
            return true;
        } catch (BookOverloaded e) {
            return false;
        }
    }

    @Test
    void an_append_that_the_database_cannot_take_harms_no_other() throws Exception {
        var poison =
                new Append(
                        CommandId.fresh(),
                        ANNA,
                        List.of(said(1, "poison")),
                        Map.of(),
                        List.of(new Claim("a key with \0", new StreamId("room-1"))),
                        List.of());

        List<Object> results =
                atOnce(
                        40,
                        i -> {
                            try {
                                return book.append(i == 20 ? poison : of(said(1, "Message " + i)));
                            } catch (BookRefused e) {
                                return e;
                            }
                        });

        assertEquals(39, results.stream().filter(Appended.class::isInstance).count());
        assertEquals(1, results.stream().filter(BookRefused.class::isInstance).count());
        assertEquals(39, book.head());
    }

    @Test
    void what_is_waiting_when_the_book_closes_is_written() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all =
                    java.util.stream.IntStream.range(0, 500)
                            .mapToObj(_ -> CompletableFuture.supplyAsync(this::attempt, threads))
                            .toList();
            CompletableFuture.anyOf(all.toArray(CompletableFuture[]::new)).get();
            book.close();

            long done =
                    all.stream()
                            .map(CompletableFuture::join)
                            .filter(Appended.class::isInstance)
                            .count();
            assertTrue(done > 0);
            assertEquals(done, fixture.ask("select position from book.head"));
        }
    }
}
