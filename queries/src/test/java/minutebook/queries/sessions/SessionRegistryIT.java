package minutebook.queries.sessions;

import static minutebook.queries.Cast.ANNA;
import static minutebook.queries.Cast.BEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import minutebook.events.UserId;
import minutebook.events.book.RecordedEvent;
import minutebook.events.users.SessionEvent.SessionContinued;
import minutebook.events.users.SessionEvent.SessionEnded;
import minutebook.events.users.SessionEvent.SessionOpened;
import minutebook.events.users.UserEvent.PasswordChanged;
import minutebook.events.users.UserEvent.PasswordReset;
import minutebook.events.users.UserEvent.UserArchived;
import minutebook.events.users.UserEvent.UserUnarchived;
import minutebook.queries.PaperBook;
import minutebook.queries.ProjectorRunner;
import minutebook.queries.ReadModels;
import minutebook.queries.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionRegistryIT {
    private static final UUID DESK = new UUID(0, 1);
    private static final UUID PHONE = new UUID(0, 2);
    private static final UUID TABLET = new UUID(0, 3);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension final TestDatabase database = new TestDatabase();

    private final PaperBook book =
            new PaperBook()
                    .given(new SessionOpened(DESK, ANNA), new SessionOpened(PHONE, ANNA))
                    .given(new SessionOpened(TABLET, BEN));

    private interface Check {
        void on(SessionRegistry registry);
    }

    /** Checks a registry that follows, and one that starts from the tables. */
    private void bothWays(Check check) throws Exception {
        var following = new SessionRegistry(book, database.source(), HOUR);
        var tables = ProjectorRunner.of(List.of(new SessionProjector()), book, database.source());
        try (var models = ReadModels.start(List.of(following, tables.getFirst()))) {
            assertTrue(models.await(book.head(), PATIENCE));
            check.on(following);
        }
        var started = new SessionRegistry(book, database.source(), HOUR);
        try (var models = ReadModels.start(List.of(started))) {
            assertTrue(models.await(book.head(), PATIENCE));
            check.on(started);
        }
    }

    @Test
    void an_older_token_dies_when_its_session_goes_on_with_a_new_one() throws Exception {
        book.given(new SessionContinued(DESK, ANNA));
        bothWays(
                registry -> {
                    assertFalse(registry.isLive(DESK, ANNA, 1));
                    assertTrue(registry.isLive(DESK, ANNA, 4));
                    assertTrue(registry.isLive(PHONE, ANNA, 2));
                });
    }

    @Test
    void all_tokens_of_a_session_die_with_it() throws Exception {
        book.given(new SessionContinued(DESK, ANNA), new SessionEnded(DESK, ANNA));
        bothWays(
                registry -> {
                    assertFalse(registry.isLive(DESK, ANNA, 4));
                    assertFalse(registry.isLive(DESK, ANNA, Long.MAX_VALUE - 1));
                    assertTrue(registry.isLive(PHONE, ANNA, 2));
                });
    }

    @Test
    void a_new_password_ends_all_sessions_of_the_user_but_its_own() throws Exception {
        book.given(new PasswordChanged(ANNA, new UUID(9, 9), PHONE));
        book.given(new SessionOpened(new UUID(0, 4), ANNA));
        bothWays(
                registry -> {
                    assertFalse(registry.isLive(DESK, ANNA, 1));
                    assertTrue(registry.isLive(PHONE, ANNA, 2));
                    assertTrue(registry.isLive(TABLET, BEN, 3));
                    assertTrue(registry.isLive(new UUID(0, 4), ANNA, 5));
                });
    }

    @Test
    void a_session_that_an_earlier_change_ended_is_not_brought_back_by_a_later_one()
            throws Exception {
        book.given(new PasswordChanged(ANNA, new UUID(9, 9), PHONE));
        book.given(new PasswordChanged(ANNA, new UUID(9, 8), DESK));
        bothWays(
                registry -> {
                    assertFalse(registry.isLive(DESK, ANNA, 1));
                    assertFalse(registry.isLive(PHONE, ANNA, 2));
                });
    }

    @Test
    void a_forgotten_password_set_anew_ends_all_sessions_of_the_user() throws Exception {
        book.given(new PasswordReset(ANNA, new UUID(9, 9), new UUID(8, 1)));
        book.given(new SessionOpened(new UUID(0, 4), ANNA));
        bothWays(
                registry -> {
                    assertFalse(registry.isLive(DESK, ANNA, 1));
                    assertFalse(registry.isLive(PHONE, ANNA, 2));
                    assertTrue(registry.isLive(TABLET, BEN, 3));
                    assertTrue(registry.isLive(new UUID(0, 4), ANNA, 5));
                });
    }

    @Test
    void what_the_archive_ended_stays_so_whatever_comes_later() throws Exception {
        var back = new UUID(0, 4);
        book.given(new UserArchived(ANNA), new UserUnarchived(ANNA), new SessionOpened(back, ANNA));
        book.given(new PasswordChanged(ANNA, new UUID(9, 9), back));
        bothWays(
                registry -> {
                    assertFalse(registry.isLive(PHONE, ANNA, 2));
                    assertFalse(registry.isLive(back, ANNA, 3));
                    assertTrue(registry.isLive(back, ANNA, 6));
                });
        book.given(new PasswordChanged(ANNA, new UUID(9, 8), PHONE));
        bothWays(registry -> assertFalse(registry.isLive(PHONE, ANNA, 2)));
    }

    @Test
    void nobody_is_let_in_as_long_as_it_is_not_known_who_is_out() {
        try (var registry = new SessionRegistry(book, database.source(), HOUR)) {
            assertFalse(registry.isLive(DESK, ANNA, 1));
        }
    }

    @Test
    void listeners_are_told_what_goes_on_and_what_ended() throws Exception {
        var heard = new CopyOnWriteArrayList<String>();
        var registry = new SessionRegistry(book, database.source(), HOUR);
        registry.listen(
                new SessionListener() {
                    @Override
                    public void sessionEnded(UUID session) {
                        heard.add("ended " + session);
                    }

                    @Override
                    public void sessionContinued(UUID session, Instant at) {
                        heard.add("continued " + session);
                    }

                    @Override
                    public void userCutOff(UserId user, @Nullable UUID kept, long position) {
                        heard.add("cut off " + user + " but " + kept + " at " + position);
                    }

                    @Override
                    public void userArchived(UserId user, long position) {
                        heard.add("archived " + user + " at " + position);
                    }
                });
        try (var models = ReadModels.start(List.of(registry))) {
            book.given(new SessionContinued(DESK, ANNA), new SessionEnded(DESK, ANNA));
            book.given(new PasswordChanged(ANNA, new UUID(9, 9), PHONE));
            book.given(new PasswordReset(ANNA, new UUID(9, 8), new UUID(8, 1)));
            book.given(new UserArchived(ANNA));
            assertTrue(models.await(book.head(), PATIENCE));
        }
        assertEquals(
                List.of(
                        "continued " + DESK,
                        "ended " + DESK,
                        "cut off " + ANNA + " but " + PHONE + " at 6",
                        "cut off " + ANNA + " but null at 7",
                        "archived " + ANNA + " at 8"),
                heard);
    }

    @Test
    void what_is_older_than_any_token_is_forgotten() throws Exception {
        var cutoffs = new Cutoffs(Duration.ofSeconds(100), InstantSource.system());
        book.given(new SessionEnded(DESK, ANNA), new PasswordChanged(BEN, DESK, TABLET));
        book.read(0, 100).forEach(cutoffs::apply);
        RecordedEvent last = book.read(0, 100).getLast();

        cutoffs.sweep(last);
        assertEquals(2, cutoffs.size());
        cutoffs.sweep(later(last, 90));
        assertEquals(2, cutoffs.size());
        cutoffs.sweep(later(last, 160));

        assertEquals(1, cutoffs.size());
        assertFalse(cutoffs.admit(DESK, ANNA, 1), "it has expired as well");
        assertTrue(cutoffs.admit(PHONE, ANNA, last.position()));
        try (Connection connection = database.connect()) {
            assertEquals(0, new Cutoffs(HOUR, InstantSource.system()).load(connection));
        }
    }

    @Test
    void a_clock_that_was_ahead_brings_no_token_back_to_life_and_ends_none_where_it_is_right()
            throws Exception {
        book.given(new SessionEnded(DESK, ANNA));
        RecordedEvent last = book.read(0, 100).getLast();
        RecordedEvent ahead = later(last, 7_200);
        for (InstantSource clock : List.of((InstantSource) last::recordedAt, ahead::recordedAt)) {
            var cutoffs = new Cutoffs(HOUR, clock);
            book.read(0, 100).forEach(cutoffs::apply);
            cutoffs.sweep(last);
            cutoffs.sweep(ahead);

            assertFalse(cutoffs.admit(DESK, ANNA, 1));
            boolean right = clock.instant().equals(last.recordedAt());
            assertEquals(right, cutoffs.admit(PHONE, ANNA, 2));
            assertTrue(cutoffs.admit(PHONE, ANNA, ahead.position()));
        }
    }

    private static RecordedEvent later(RecordedEvent event, int seconds) {
        return new RecordedEvent(
                event.position(),
                event.stream(),
                event.version(),
                event.event(),
                event.actor(),
                event.commandId(),
                event.recordedAt().plusSeconds(seconds));
    }
}
