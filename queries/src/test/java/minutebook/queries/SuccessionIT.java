package minutebook.queries;

import static minutebook.queries.Cast.ANNA;
import static minutebook.queries.Cast.BEN;
import static minutebook.queries.Cast.BRIDGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import minutebook.events.messages.MessageEvent.MessageSent;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.queries.Following.State;
import minutebook.queries.messages.MessageProjector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who leads a read model when the one who led it says nothing more, and when it is only slow. */
class SuccessionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String MESSAGES = "messages";

    @RegisterExtension final TestDatabase database = new TestDatabase();

    private final PaperBook book =
            new PaperBook()
                    .given(Cast.all())
                    .given(
                            ANNA,
                            new ProjectCreated(BRIDGE, ANNA, "0", List.of(), List.of(BEN)),
                            new MessageSent(BRIDGE, ANNA, null, "Hello", null, null, null));

    @Test
    void what_it_waits_for_takes_less_than_three_seconds() {
        // The first look, as many as make it silent, and the last one, however slowly answered.
        Duration takenOver =
                Succession.LOOK_EVERY
                        .multipliedBy(2)
                        .plus(Succession.SILENT_MAX)
                        .plus(Succession.PROMPT);
        assertTrue(takenOver.compareTo(Duration.ofSeconds(3)) < 0, takenOver::toString);
    }

    @Test
    void a_leader_that_says_nothing_is_followed() throws Exception {
        try (Connection silent = leader();
                var models = follower()) {
            assertTrue(models.await(book.head(), PATIENCE));
            assertEquals(1, database.rows("message").size());
            assertThrows(SQLException.class, () -> act(silent));
        }
    }

    @Test
    void what_it_was_about_to_write_is_undone_with_it() throws Exception {
        try (Connection silent = leader();
                var models = follower()) {
            silent.setAutoCommit(false);
            Sql.update(silent, "update checkpoint set position = 1 where projector = 'messages'");

            assertTrue(models.await(book.head(), PATIENCE));
            assertEquals(1, database.rows("message").size());
        }
    }

    @Test
    void a_leader_that_is_only_slow_leads_on() throws Exception {
        try (Connection slow = leader();
                var models = follower()) {
            Sql.list(slow, "select pg_sleep(3)", _ -> "");
            long untilNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
            while (System.nanoTime() - untilNanos < 0) {
                act(slow);
                assertFalse(models.await(book.head(), Succession.ACTS_EVERY));
            }
            assertEquals(State.WATCHING, models.statuses().getFirst().state());
        }
    }

    @Test
    void of_two_that_follow_one_leads_then() throws Exception {
        try (var _ = leader();
                var first = follower();
                var second = follower()) {
            assertTrue(first.await(book.head(), PATIENCE));
            assertTrue(second.await(book.head(), PATIENCE));
            book.given(ANNA, new MessageSent(BRIDGE, ANNA, null, "Still", null, null, null));
            assertTrue(first.await(book.head(), PATIENCE));
            assertTrue(second.await(book.head(), PATIENCE));

            assertEquals(2, database.rows("message").size());
            assertEquals(
                    1,
                    List.of(first, second).stream()
                            .filter(it -> it.statuses().getFirst().state() == State.LEADING)
                            .count());
        }
    }

    /** A session that leads, and does nothing by itself. */
    private Connection leader() throws SQLException {
        Connection connection = database.connect();
        assertTrue(Lead.take(connection, MESSAGES));
        return connection;
    }

    private static void act(Connection connection) throws SQLException {
        Sql.list(connection, "select 1", _ -> "");
    }

    private ReadModels follower() {
        return ReadModels.start(
                ProjectorRunner.of(List.of(new MessageProjector()), book, database.source()));
    }
}
