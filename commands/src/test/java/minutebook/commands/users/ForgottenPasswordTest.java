package minutebook.commands.users;

import static minutebook.commands.Cast.ANNA;
import static minutebook.commands.Scenario.BEGUN;
import static minutebook.commands.users.UserRefusal.RESET_LINK_DEAD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import minutebook.commands.InvalidInput;
import minutebook.commands.Scenario;
import minutebook.commands.users.UserCommand.RequestPasswordReset;
import minutebook.commands.users.UserCommand.ResetPassword;
import minutebook.events.users.UserEvent;
import minutebook.events.users.UserEvent.PasswordChanged;
import minutebook.events.users.UserEvent.PasswordReset;
import minutebook.events.users.UserEvent.PasswordResetRequested;
import minutebook.events.users.UserEvent.UserArchived;
import minutebook.events.users.UserEvent.UserRegistered;
import minutebook.events.users.UserEvent.UserUnarchived;
import org.junit.jupiter.api.Test;

/** A link to a new password: good once, for half an hour. */
class ForgottenPasswordTest {
    private static final UUID FIRST = new UUID(1, 1);
    private static final UUID SECOND = new UUID(1, 2);
    private static final Instant SOON = BEGUN.plus(Duration.ofMinutes(1));

    private static final UserRegistered REGISTERED =
            new UserRegistered(ANNA, "anna@example.org", "anna", "Anna", "Adler", FIRST);

    private final Scenario<UserCommand, User, UserEvent> user = new Scenario<>(new UserDecider());

    private static UUID link(long number) {
        return new UUID(3, number);
    }

    private static PasswordResetRequested asked(long number) {
        return new PasswordResetRequested(ANNA, link(number));
    }

    private static ResetPassword use(long number, Instant at) {
        return new ResetPassword(ANNA, link(number), SECOND, at);
    }

    @Test
    void whoever_forgot_the_password_asks_for_a_link_and_uses_it() {
        user.given(REGISTERED).when(new RequestPasswordReset(ANNA, link(1))).then(asked(1));
        user.given(REGISTERED, asked(1))
                .when(use(1, SOON))
                .then(new PasswordReset(ANNA, SECOND, link(1)));
    }

    @Test
    void a_link_is_good_for_half_an_hour() {
        Instant end = BEGUN.plus(Duration.ofMinutes(30));
        user.given(REGISTERED, asked(1))
                .when(use(1, end))
                .then(new PasswordReset(ANNA, SECOND, link(1)));
        user.given(REGISTERED, asked(1))
                .when(use(1, end.plusMillis(1)))
                .thenRefused(RESET_LINK_DEAD);
    }

    @Test
    void a_link_is_good_once_and_the_others_end_with_it() {
        var reset = new PasswordReset(ANNA, SECOND, link(1));
        user.given(REGISTERED, asked(1), asked(2), reset)
                .when(use(1, SOON))
                .thenRefused(RESET_LINK_DEAD);
        user.given(REGISTERED, asked(1), asked(2), reset)
                .when(use(2, SOON))
                .thenRefused(RESET_LINK_DEAD);
    }

    @Test
    void a_changed_password_and_the_archive_end_all_links() {
        user.given(REGISTERED, asked(1), new PasswordChanged(ANNA, SECOND, new UUID(2, 1)))
                .when(use(1, SOON))
                .thenRefused(RESET_LINK_DEAD);
        user.given(REGISTERED, asked(1), new UserArchived(ANNA))
                .when(use(1, SOON))
                .thenRefused(RESET_LINK_DEAD);
        user.given(REGISTERED, asked(1), new UserArchived(ANNA), new UserUnarchived(ANNA))
                .when(use(1, SOON))
                .thenRefused(RESET_LINK_DEAD);
    }

    @Test
    void nobody_uses_a_link_that_nobody_asked_for() {
        user.given(REGISTERED, asked(1)).when(use(2, SOON)).thenRefused(RESET_LINK_DEAD);
    }

    @Test
    void of_many_links_the_five_newest_are_good() {
        UserEvent[] events =
                Stream.concat(
                                Stream.of(REGISTERED),
                                LongStream.rangeClosed(1, 6).mapToObj(ForgottenPasswordTest::asked))
                        .toArray(UserEvent[]::new);
        user.given(events).when(use(1, SOON)).thenRefused(RESET_LINK_DEAD);
        user.given(events).when(use(2, SOON)).then(new PasswordReset(ANNA, SECOND, link(2)));
        user.given(events).when(use(6, SOON)).then(new PasswordReset(ANNA, SECOND, link(6)));
    }

    @Test
    void what_is_filled_in_is_looked_over_first() {
        var renewal = assertThrows(InvalidInput.class, () -> new PasswordRenewal("", "short"));
        assertEquals(Set.of("token", "new_password"), renewal.errors().keySet());
        assertThrows(InvalidInput.class, () -> new ForgottenPassword("nobody"));
        assertEquals("a@example.org", new ForgottenPassword(" a@example.org ").email());
    }
}
