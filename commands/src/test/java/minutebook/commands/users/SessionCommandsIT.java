package minutebook.commands.users;

import static minutebook.commands.AtOnce.atOnce;
import static minutebook.commands.Cast.ANNA;
import static minutebook.commands.Cast.BEN;
import static minutebook.commands.Outcomes.done;
import static minutebook.commands.Outcomes.doneOf;
import static minutebook.commands.Outcomes.refusal;
import static minutebook.commands.Outcomes.refusalsOf;
import static minutebook.commands.users.UserRefusal.LOGIN_WRONG;
import static minutebook.commands.users.UserRefusal.SESSION_OVER;
import static minutebook.commands.users.UserRefusal.TOKEN_REPLACED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import java.util.UUID;
import minutebook.commands.Node;
import minutebook.commands.Outcome;
import minutebook.commands.Outcome.Done;
import minutebook.commands.users.SessionCommand.ContinueSession;
import minutebook.commands.users.SessionCommand.EndSession;
import minutebook.commands.users.SessionCommand.OpenSession;
import minutebook.commands.users.UserCommand.ChangePassword;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Logging in, going on and logging out, on the real book and on two nodes. */
@Timeout(30)
class SessionCommandsIT {
    private final UUID session = UUID.randomUUID();

    private Node node;
    private Node other;
    private long token;

    @BeforeEach
    void logIn() {
        node = Node.withCast();
        other = node.another();
        token = done(node.handle(new OpenSession(session, ANNA, credential()))).position();
    }

    @AfterEach
    void close() {
        other.close();
        node.close();
    }

    private UUID credential() {
        return node.users().findLatest(ANNA).orElseThrow().credential();
    }

    private ContinueSession goOn(long withToken) {
        return new ContinueSession(session, ANNA, withToken);
    }

    @Test
    void only_the_newest_token_gets_the_next_one() {
        long next = done(node.handle(goOn(token))).position();

        assertEquals(TOKEN_REPLACED, refusal(node.handle(goOn(token))));
        assertEquals(TOKEN_REPLACED, refusal(other.handle(goOn(token))));
        long last = done(other.handle(goOn(next))).position();
        assertEquals(TOKEN_REPLACED, refusal(node.handle(goOn(next))));
        done(node.handle(goOn(last)));
    }

    @Test
    void of_many_who_come_with_one_token_at_once_one_gets_the_next_one() throws Exception {
        for (int round = 0; round < 10; round++) {
            ContinueSession wish = goOn(token);
            List<Outcome> outcomes = atOnce(10, i -> (i % 2 == 0 ? node : other).handle(wish));

            assertEquals(Collections.nCopies(9, TOKEN_REPLACED), refusalsOf(outcomes));
            token = doneOf(outcomes).getFirst().position();
        }
    }

    @Test
    void a_session_that_was_ended_is_over_for_every_token_on_every_node() {
        done(other.handle(goOn(token)));
        Done ended = done(node.handle(new EndSession(session, ANNA)));

        assertEquals(SESSION_OVER, refusal(node.handle(goOn(token))));
        assertEquals(SESSION_OVER, refusal(other.handle(goOn(token))));
        assertEquals(SESSION_OVER, refusal(other.handle(goOn(ended.position()))));
    }

    @Test
    void ending_a_session_twice_writes_nothing_more() {
        Done ended = done(node.handle(new EndSession(session, ANNA)));

        assertEquals(
                new Done(ended.position(), List.of()), node.handle(new EndSession(session, ANNA)));
        assertEquals(ended.position(), node.written().size());
    }

    @Test
    void nobody_goes_on_with_or_ends_the_session_of_another() {
        assertEquals(SESSION_OVER, refusal(node.handle(new EndSession(session, BEN))));
        assertEquals(SESSION_OVER, refusal(node.handle(new ContinueSession(session, BEN, token))));
        done(node.handle(goOn(token)));
    }

    @Test
    void a_password_that_was_changed_on_another_node_logs_nobody_in() {
        UUID older = other.users().find(ANNA).orElseThrow().credential();
        UUID newer = UUID.randomUUID();
        done(node.handle(new ChangePassword(ANNA, session, older, newer)));

        assertEquals(
                LOGIN_WRONG,
                refusal(other.handle(new OpenSession(UUID.randomUUID(), ANNA, older))));
        done(other.handle(new OpenSession(UUID.randomUUID(), ANNA, newer)));
    }

    @Test
    void who_logs_in_while_the_password_changes_stands_before_the_change_or_is_refused()
            throws Exception {
        for (int round = 0; round < 10; round++) {
            UUID older = credential();
            UUID newer = UUID.randomUUID();
            List<Outcome> outcomes =
                    atOnce(
                            9,
                            i ->
                                    i == 8
                                            ? node.handle(
                                                    new ChangePassword(ANNA, session, older, newer))
                                            : (i % 2 == 0 ? node : other)
                                                    .handle(
                                                            new OpenSession(
                                                                    UUID.randomUUID(),
                                                                    ANNA,
                                                                    older)));

            long changed = done(outcomes.getLast()).position();
            List<Outcome> logIns = outcomes.subList(0, 8);
            assertEquals(
                    List.of(),
                    doneOf(logIns).stream().filter(it -> it.position() > changed).toList());
            assertEquals(
                    Collections.nCopies(8 - doneOf(logIns).size(), LOGIN_WRONG),
                    refusalsOf(logIns));
        }
    }
}
