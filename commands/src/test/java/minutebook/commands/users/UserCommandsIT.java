package minutebook.commands.users;

import static minutebook.commands.AtOnce.atOnce;
import static minutebook.commands.Cast.ANNA;
import static minutebook.commands.Cast.BEN;
import static minutebook.commands.Cast.NOBODY;
import static minutebook.commands.Outcomes.done;
import static minutebook.commands.Outcomes.doneOf;
import static minutebook.commands.Outcomes.eventsOf;
import static minutebook.commands.Outcomes.refusal;
import static minutebook.commands.Outcomes.refusalsOf;
import static minutebook.commands.users.UserRefusal.EMAIL_TAKEN;
import static minutebook.commands.users.UserRefusal.NO_SUCH_USER;
import static minutebook.commands.users.UserRefusal.OLDER_PASSWORD_WRONG;
import static minutebook.commands.users.UserRefusal.USERNAME_TAKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import java.util.UUID;
import minutebook.commands.Node;
import minutebook.commands.Outcome;
import minutebook.commands.Outcome.Done;
import minutebook.commands.users.UserCommand.ChangePassword;
import minutebook.commands.users.UserCommand.EditProfile;
import minutebook.events.UserId;
import minutebook.events.users.UserEvent.PasswordChanged;
import minutebook.events.users.UserEvent.UserRegistered;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Commands about accounts, on the real book. */
@Timeout(30)
class UserCommandsIT {
    private static final UserId EVE = new UserId(11);
    private static final UserId FAY = new UserId(12);

    private Node node;

    @BeforeEach
    void open() {
        node = Node.withCast();
    }

    @AfterEach
    void close() {
        node.close();
    }

    private Outcome rename(UserId user, String username) {
        return node.handle(new EditProfile(user, username, "First", "Last"));
    }

    @Test
    void of_two_who_register_at_once_with_one_mail_one_is_registered() throws Exception {
        for (int round = 0; round < 20; round++) {
            int number = 100 + 2 * round;
            String mail = "eve" + round + "@example.org";
            List<Outcome> outcomes =
                    atOnce(
                            2,
                            i ->
                                    node.register(
                                            new UserId(number + i),
                                            i == 0 ? mail : mail.replace("eve", "EVE"),
                                            "eve" + (number + i)));

            assertEquals(1, doneOf(outcomes).size());
            assertEquals(List.of(EMAIL_TAKEN), refusalsOf(outcomes));
        }
        assertEquals(4 + 20, eventsOf(UserRegistered.class, node.written()).size());
    }

    @Test
    void of_two_who_register_at_once_with_one_username_one_is_registered() throws Exception {
        List<Outcome> outcomes =
                atOnce(
                        2,
                        i ->
                                node.register(
                                        new UserId(EVE.value() + i),
                                        "eve" + i + "@example.org",
                                        i == 0 ? "eve" : "EVE"));

        assertEquals(1, doneOf(outcomes).size());
        assertEquals(List.of(USERNAME_TAKEN), refusalsOf(outcomes));
    }

    @Test
    void who_is_refused_for_the_username_does_not_keep_the_mail() {
        assertEquals(USERNAME_TAKEN, refusal(node.register(EVE, "eve@example.org", "Anna")));

        done(node.register(FAY, "eve@example.org", "eve"));
        assertEquals(NO_SUCH_USER, refusal(rename(EVE, "somebody")));
    }

    @Test
    void a_username_that_somebody_has_is_refused_in_any_case_of_letters() {
        int written = node.written().size();

        assertEquals(USERNAME_TAKEN, refusal(rename(BEN, "aNNA")));

        assertEquals("ben", node.users().findLatest(BEN).orElseThrow().username());
        assertEquals(written, node.written().size());
    }

    @Test
    void a_username_is_free_again_once_its_user_has_another_one() {
        done(rename(ANNA, "anne"));

        done(rename(BEN, "Anna"));
        assertEquals(USERNAME_TAKEN, refusal(rename(ANNA, "anna")));
    }

    @Test
    void a_username_may_change_its_case_and_is_held_and_given_back_all_the_same() {
        done(rename(ANNA, "ANNA"));

        assertEquals("ANNA", node.users().findLatest(ANNA).orElseThrow().username());
        assertEquals(USERNAME_TAKEN, refusal(rename(BEN, "anna")));

        done(rename(ANNA, "anne"));
        done(rename(BEN, "anna"));
    }

    @Test
    void of_many_who_change_one_password_at_once_one_does() throws Exception {
        for (int round = 0; round < 10; round++) {
            UUID older = node.users().findLatest(ANNA).orElseThrow().credential();
            List<Outcome> outcomes =
                    atOnce(
                            5,
                            _ ->
                                    node.handle(
                                            new ChangePassword(
                                                    ANNA,
                                                    UUID.randomUUID(),
                                                    older,
                                                    UUID.randomUUID())));

            Done done = doneOf(outcomes).getFirst();
            assertEquals(Collections.nCopies(4, OLDER_PASSWORD_WRONG), refusalsOf(outcomes));
            assertEquals(
                    eventsOf(PasswordChanged.class, done.events()).getFirst().credential(),
                    node.users().findLatest(ANNA).orElseThrow().credential());
        }
        assertEquals(10, eventsOf(PasswordChanged.class, node.written()).size());
    }

    @Test
    void a_profile_that_is_as_wished_already_writes_nothing_and_tells_the_books_head() {
        int written = node.written().size();

        assertEquals(new Done(written, List.of()), rename(ANNA, "anna"));
        assertEquals(written, node.written().size());
    }

    @Test
    void who_is_no_user_does_nothing() {
        int written = node.written().size();

        assertEquals(NO_SUCH_USER, refusal(rename(NOBODY, "nobody")));
        assertEquals(written, node.written().size());
    }
}
