package minutebook.events.book;

import static minutebook.events.book.BookFixture.ANNA;
import static minutebook.events.book.BookFixture.of;
import static minutebook.events.book.BookFixture.said;
import static minutebook.events.book.BookIT.atOnce;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import minutebook.events.StreamId;
import minutebook.events.book.AppendFailure.VersionConflict;
import minutebook.events.sql.Transactions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes, each of which remembers how it left the book while the other one goes on. */
class TwoWritersIT {
    private static final StreamId ROOM = said(1, "").stream();

    private final BookFixture fixture = new BookFixture();
    private final BookFixture other = new BookFixture(fixture.database);
    private final EventCodec codec = new EventCodec(fixture.keys);

    @AfterEach
    void close() {
        other.close();
        fixture.close();
    }

    @Test
    void nothing_is_refused_because_of_what_is_remembered() {
        fixture.book.append(of(said(1, "One")));
        other.book.append(of(said(1, "Two")));

        Appended third = fixture.book.append(behind(2, "Three"));

        assertEquals(3, third.position());
    }

    @Test
    void nothing_is_taken_because_of_what_is_remembered() {
        fixture.book.append(of(said(1, "One")));
        other.book.append(of(said(1, "Two")));

        Append late = behind(1, "Not two");

        assertThrows(VersionConflict.class, () -> fixture.book.append(late));
        assertEquals(3, fixture.book.append(behind(2, "Three")).position());
    }

    @Test
    void positions_and_versions_have_no_gaps_when_both_write_all_the_time() throws Exception {
        atOnce(40, i -> write(i % 2 == 0 ? fixture.book : other.book));

        List<RecordedEvent> all = fixture.book.read(0, 1_000);
        List<Long> oneToLast = LongStream.rangeClosed(1, 800).boxed().toList();
        assertEquals(oneToLast, all.stream().map(RecordedEvent::position).toList());
        assertEquals(oneToLast, all.stream().map(RecordedEvent::version).toList());
    }

    private static Object write(PostgresBook book) {
        for (int i = 0; i < 20; i++) {
            book.append(of(said(1, "Message " + i)));
        }
        return book;
    }

    @Test
    void a_batch_that_was_told_as_not_done_is_not_done_when_it_arrives_late() throws Exception {
        fixture.book.append(of(said(1, "One")));
        Append append = of(said(1, "Late"));
        var pending =
                new Pending(
                        append,
                        List.of(
                                codec.encode(
                                        append.events().getFirst(), append.commandId().value())));
        try (Connection late = fixture.database.application().getConnection();
                Connection asking = fixture.database.application().getConnection()) {
            var batch = new Batch(BatchSql.look(late, List.of(pending)), Instant.now());
            batch.admit(pending);

            // The connection breaks before PostgreSQL has read what was sent on it.
            boolean done = Transactions.run(asking, it -> BatchSql.wasWritten(it, batch));
            Optional<Batch.Head> written = BatchSql.write(late, batch);

            assertFalse(done);
            assertEquals(Optional.empty(), written);
            assertEquals(1L, fixture.ask("select count(*) from book.event"));
        }
    }

    private static Append behind(long version, String text) {
        return new Append(
                CommandId.fresh(),
                ANNA,
                List.of(said(1, text)),
                Map.of(ROOM, version),
                List.of(),
                List.of());
    }
}
