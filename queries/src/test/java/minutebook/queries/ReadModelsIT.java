package minutebook.queries;

import static minutebook.queries.Cast.ANNA;
import static minutebook.queries.Cast.BEN;
import static minutebook.queries.Cast.BRIDGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import minutebook.events.Event;
import minutebook.events.book.Append;
import minutebook.events.book.AppendFailure.BookUnavailable;
import minutebook.events.book.Book;
import minutebook.events.book.CommandId;
import minutebook.events.book.PostgresBook;
import minutebook.events.book.RecordedEvent;
import minutebook.events.messages.MessageEvent.MessageSent;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.events.users.SessionEvent.SessionOpened;
import minutebook.events.vault.SubjectKeys;
import minutebook.events.vault.VaultUnavailable;
import minutebook.queries.Following.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

class ReadModelsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension final TestDatabase database = new TestDatabase();

    @Test
    void who_waits_for_a_position_reads_what_it_wrote() throws Exception {
        var book = new PaperBook().given(Cast.all());
        try (var models = start(book);
                var waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            assertTrue(models.await(book.head(), PATIENCE));
            var waiters = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < 2000; i++) {
                long position = book.head() + 1 + i % 3;
                Callable<Boolean> wait = () -> models.await(position, PATIENCE);
                waiters.add(waiting.submit(wait));
            }
            book.given(created()).given(said("a"), said("b"));

            for (Future<Boolean> it : waiters) {
                assertTrue(it.get());
            }
            assertEquals(book.head(), models.position());
            assertEquals(2, database.rows("message").size());
        }
    }

    @Test
    void who_waits_for_what_does_not_come_is_told_so_after_their_patience() throws Exception {
        try (var models = start(new PaperBook().given(Cast.all()))) {
            assertFalse(models.await(6, Duration.ofMillis(50)));
        }
    }

    @Test
    void events_that_concern_nobody_move_the_stored_checkpoints_too() throws Exception {
        var book = new PaperBook().given(Cast.all());
        try (var models = start(book)) {
            assertTrue(models.await(5, PATIENCE));
            book.given(new SessionOpened(new UUID(0, 1), ANNA));
            assertTrue(models.await(6, PATIENCE));
        }
        for (String row : database.rows("checkpoint")) {
            assertTrue(row.contains(",6,"), row);
        }
    }

    @Test
    void a_dropped_schema_comes_out_the_same_from_the_book() throws Exception {
        var keys = new SubjectKeys(database.source());
        for (int i = 1; i <= 5; i++) {
            keys.create(new minutebook.events.UserId(i));
        }
        try (var book =
                new PostgresBook(database.source(), database.source()::getConnection, keys)) {
            for (Event it : Cast.all()) {
                append(book, it);
            }
            append(book, created());
            long head = append(book, said("Hello"));
            try (var models = start(book)) {
                assertTrue(models.await(head, PATIENCE));
            }
            Map<String, List<String>> before = Tables.contents(database);

            database.update("drop schema queries cascade");
            database.migrate();
            try (var models = start(book)) {
                assertTrue(models.await(head, PATIENCE));
            }

            assertEquals(before, Tables.contents(database));
            assertEquals(1, database.rows("message").size());
            assertTrue(database.rows("person").getFirst().contains("anna@example.org"));
        }
    }

    @Test
    void a_checkpoint_that_is_taken_away_has_the_read_model_rebuilt_while_it_is_served()
            throws Exception {
        var book = new PaperBook().given(Cast.all()).given(ANNA, created(), said("Hello"));
        try (var models = start(book)) {
            assertTrue(models.await(book.head(), PATIENCE));
            List<String> people = database.rows("person");
            List<String> notifications = database.rows("notification_payload");

            database.update("update queries.person set username = 'spoilt'");
            database.update("delete from queries.checkpoint");
            book.given(Cast.registered(new minutebook.events.UserId(6), "fred"));
            book.given(ANNA, said("Rebuilt"));
            awaitRow("checkpoint", "(users," + book.head());
            assertTrue(models.await(book.head(), PATIENCE));

            assertEquals(people, database.rows("person").subList(0, 5));
            assertEquals(notifications, database.rows("notification_payload"));
            assertEquals(2, database.rows("message").size());
        }
    }

    @Test
    void a_projector_that_fails_stops_alone_and_makes_nobody_wait() throws Exception {
        var book = new PaperBook().given(Cast.all());
        var projectors = new ArrayList<>(Tables.projectors());
        projectors.add(new Broken());
        database.update("create table queries.broken ()");
        try (var models =
                ReadModels.start(ProjectorRunner.of(projectors, book, database.source()))) {
            book.given(created());
            assertFalse(models.await(book.head(), PATIENCE));
            assertTrue(models.only("messages", "users").await(book.head(), PATIENCE));
            var broken = models.statuses().getLast();
            assertEquals(
                    new Following.Status(
                            "broken", State.STOPPED, 0, "A defect: IllegalStateException"),
                    broken);
            book.given(said("Still here"));
            awaitRow("message", "Still here");
            assertFalse(models.await(book.head(), PATIENCE));
        }
    }

    @Test
    void one_that_stopped_follows_another_that_got_further_however_soon_that_was()
            throws Exception {
        var book = new PaperBook().given(Cast.all());
        database.update("create table queries.broken ()");
        try (var stopped = start(book, new Broken())) {
            awaitAll(State.STOPPED, stopped);
            try (var other = start(book, new Mended())) {
                assertTrue(other.await(book.head(), PATIENCE));

                awaitAll(State.WATCHING, stopped);
                assertTrue(stopped.await(book.head(), PATIENCE));
            }
        }
    }

    @Test
    void a_lost_connection_is_made_again() throws Exception {
        var book = new PaperBook().given(Cast.all());
        try (var models = start(book)) {
            assertTrue(models.await(5, PATIENCE));
            database.update(
                    "do $$ begin perform pg_terminate_backend(pid) from pg_stat_activity"
                            + " where datname = current_database() and pid <> pg_backend_pid();"
                            + " end $$");
            book.given(created(), said("Back again"));

            assertTrue(models.await(book.head(), PATIENCE));
            assertEquals(1, database.rows("message").size());
        }
    }

    @Test
    void a_projector_that_asks_the_book_in_vain_goes_on_when_it_answers() throws Exception {
        var book = new PaperBook().given(Cast.all());
        database.update("create table queries.asking ()");
        var asking = new Asking();
        try (var models = start(book, asking)) {
            assertTrue(models.await(book.head(), PATIENCE));
            assertEquals(0, asking.away.size());
        }
    }

    @Test
    void a_transaction_that_the_server_ends_because_the_node_stood_still_is_begun_again()
            throws Exception {
        var book = new PaperBook().given(Cast.all());
        database.update("create table queries.asking ()");
        var still = new StandingStill();
        try (var models = start(book, still)) {
            assertTrue(models.await(book.head(), PATIENCE));
            assertEquals(2, still.begun);
        }
    }

    @Test
    void nobody_is_told_that_all_can_be_read_while_the_database_is_lost() throws Exception {
        var book = new PaperBook().given(Cast.all());
        var away = new AtomicBoolean();
        var source = new Away(database.source(), away);
        try (var models = ReadModels.start(ProjectorRunner.of(Tables.projectors(), book, source))) {
            assertTrue(models.await(5, PATIENCE));
            away.set(true);
            database.update(
                    "do $$ begin perform pg_terminate_backend(pid) from pg_stat_activity"
                            + " where datname = current_database() and pid <> pg_backend_pid();"
                            + " end $$");
            awaitAll(State.RETRYING, models);
            assertEquals(0, models.position());
            assertFalse(models.await(5, Duration.ofMillis(50)));

            away.set(false);
            assertTrue(models.await(5, PATIENCE));
        }
    }

    private static void awaitAll(State state, ReadModels models) {
        long untilNanos = System.nanoTime() + PATIENCE.toNanos();
        while (models.statuses().stream().anyMatch(it -> it.state() != state)) {
            if (System.nanoTime() - untilNanos > 0) {
                fail("Not all become " + state + ": " + models.statuses());
            }
            Thread.onSpinWait();
        }
    }

    /** A database that cannot be reached now and then. */
    private static final class Away extends PGSimpleDataSource {
        private static final long serialVersionUID = 1;

        private final transient DataSource real;
        private final transient AtomicBoolean away;

        Away(DataSource real, AtomicBoolean away) {
            this.real = real;
            this.away = away;
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (away.get()) {
                throw new SQLTransientConnectionException("Away");
            }
            return real.getConnection();
        }
    }

    @Test
    void of_two_nodes_one_projects_and_the_other_takes_over() throws Exception {
        var book = new PaperBook().given(Cast.all());
        var first = start(book);
        try (first) {
            assertTrue(first.await(5, PATIENCE));
            try (var second = start(book)) {
                assertTrue(second.await(5, PATIENCE));
                second.statuses().forEach(it -> assertEquals(State.WATCHING, it.state()));
                book.given(created());
                assertTrue(second.await(6, PATIENCE));

                first.close();
                book.given(said("Without the first"));
                assertTrue(second.await(7, PATIENCE));
                awaitAll(State.LEADING, second);
                assertEquals(1, database.rows("message").size());
            }
        }
    }

    private ReadModels start(Book book, Projector projector) {
        return ReadModels.start(ProjectorRunner.of(List.of(projector), book, database.source()));
    }

    private ReadModels start(Book book) {
        return ReadModels.start(ProjectorRunner.of(Tables.projectors(), book, database.source()));
    }

    private void awaitRow(String table, String part) throws Exception {
        long untilNanos = System.nanoTime() + PATIENCE.toNanos();
        while (database.rows(table).stream().noneMatch(it -> it.contains(part))) {
            if (System.nanoTime() - untilNanos > 0) {
                fail(table + " never had " + part);
            }
        }
    }

    private static long append(Book book, Event event) {
        return book.append(
                        new Append(
                                CommandId.fresh(),
                                ANNA,
                                List.of(event),
                                Map.of(),
                                List.of(),
                                List.of()))
                .position();
    }

    private static ProjectCreated created() {
        return new ProjectCreated(BRIDGE, ANNA, "Bridge", List.of(), List.of(BEN));
    }

    private static MessageSent said(String content) {
        return new MessageSent(BRIDGE, ANNA, null, content, null, null, null);
    }

    /** What the database of the book and the vault says while it is away. */
    private static class Asking extends Broken {
        private final Deque<RuntimeException> away =
                new ArrayDeque<>(
                        List.of(
                                new BookUnavailable("away"),
                                new VaultUnavailable(new SQLException("away")),
                                new DatabaseAway(new SQLException("away"))));

        @Override
        public String name() {
            return "asking";
        }

        @Override
        public List<String> tables() {
            return List.of("asking");
        }

        @Override
        public void project(List<RecordedEvent> events, Transaction transaction)
                throws SQLException {
            RuntimeException answer = away.poll();
            if (answer != null) {
                throw answer;
            }
        }
    }

    /** For as long as the server bears it in the middle of a transaction. */
    private static final class StandingStill extends Asking {
        private int begun;

        @Override
        public void project(List<RecordedEvent> events, Transaction transaction)
                throws SQLException {
            begun++;
            if (begun == 1) {
                transaction.list(
                        "select set_config('idle_in_transaction_session_timeout', '1', true)",
                        _ -> "");
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
                transaction.list("select 1", _ -> "");
            }
        }
    }

    /** The same where it does not fail. */
    private static final class Mended extends Broken {
        @Override
        public void project(List<RecordedEvent> events, Transaction transaction) {}
    }

    private static class Broken implements Projector {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public List<String> tables() {
            return List.of("broken");
        }

        @Override
        public boolean concerns(Event event) {
            return true;
        }

        @Override
        public void project(List<RecordedEvent> events, Transaction transaction)
                throws SQLException {
            throw new IllegalStateException("Broken");
        }
    }
}
