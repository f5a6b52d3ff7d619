package minutebook.commands.users;

import static minutebook.commands.Cast.ANNA;
import static minutebook.commands.Cast.BEN;
import static minutebook.commands.users.UserRefusal.ALREADY_OPENED;
import static minutebook.commands.users.UserRefusal.LOGIN_WRONG;
import static minutebook.commands.users.UserRefusal.SESSION_OVER;
import static minutebook.commands.users.UserRefusal.TOKEN_REPLACED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.UUID;
import minutebook.commands.Decision;
import minutebook.commands.Folded;
import minutebook.commands.Scenario;
import minutebook.commands.users.Session.Ended;
import minutebook.commands.users.Session.Live;
import minutebook.commands.users.SessionCommand.ContinueSession;
import minutebook.commands.users.SessionCommand.EndSession;
import minutebook.commands.users.SessionCommand.OpenSession;
import minutebook.commands.users.User.Profile;
import minutebook.commands.users.User.Registered;
import minutebook.commands.users.User.Unregistered;
import minutebook.events.users.SessionEvent;
import minutebook.events.users.SessionEvent.SessionContinued;
import minutebook.events.users.SessionEvent.SessionEnded;
import minutebook.events.users.SessionEvent.SessionOpened;
import org.junit.jupiter.api.Test;

class SessionDeciderTest {
    private static final UUID SESSION = new UUID(2, 1);
    private static final UUID CREDENTIAL = new UUID(1, 1);
    private static final long TOKEN = 17;

    private static final OpenSession OPEN = new OpenSession(SESSION, ANNA, CREDENTIAL);
    private static final ContinueSession CONTINUE = new ContinueSession(SESSION, ANNA, TOKEN);
    private static final EndSession END = new EndSession(SESSION, ANNA);

    private final SessionDecider rules = new SessionDecider();
    private final Scenario<SessionCommand, Session, SessionEvent> session = new Scenario<>(rules);

    @Test
    void a_session_is_opened_once() {
        session.given().when(OPEN).then(new SessionOpened(SESSION, ANNA), new Live(ANNA));
        session.given(new SessionOpened(SESSION, ANNA)).when(OPEN).thenRefused(ALREADY_OPENED);
        session.given(new SessionOpened(SESSION, ANNA), new SessionEnded(SESSION, ANNA))
                .when(OPEN)
                .thenRefused(ALREADY_OPENED);
    }

    @Test
    void a_live_session_goes_on() {
        session.given(new SessionOpened(SESSION, ANNA))
                .when(CONTINUE)
                .then(new SessionContinued(SESSION, ANNA), new Live(ANNA));
    }

    @Test
    void a_live_session_is_ended() {
        session.given(new SessionOpened(SESSION, ANNA), new SessionContinued(SESSION, ANNA))
                .when(END)
                .then(new SessionEnded(SESSION, ANNA), new Ended());
    }

    @Test
    void an_ended_session_stays_so() {
        var ended =
                session.given(new SessionOpened(SESSION, ANNA), new SessionEnded(SESSION, ANNA));
        ended.when(END).thenNothing();
        ended.when(CONTINUE).thenRefused(SESSION_OVER);
    }

    @Test
    void what_was_never_opened_neither_goes_on_nor_ends() {
        session.given().when(CONTINUE).thenRefused(SESSION_OVER);
        session.given().when(END).thenRefused(SESSION_OVER);
    }

    @Test
    void a_session_is_its_users_alone() {
        session.given(new SessionOpened(SESSION, BEN)).when(CONTINUE).thenRefused(SESSION_OVER);
        session.given(new SessionOpened(SESSION, BEN)).when(END).thenRefused(SESSION_OVER);
    }

    @Test
    void only_the_newest_token_is_changed_for_a_newer_one() {
        var accepted = Decision.<SessionEvent>accept(new SessionContinued(SESSION, ANNA));
        assertEquals(accepted, rules.decideOn(liveSince(TOKEN), CONTINUE));
        assertEquals(
                Decision.refuse(TOKEN_REPLACED), rules.decideOn(liveSince(TOKEN + 1), CONTINUE));
        assertEquals(
                Decision.refuse(SESSION_OVER),
                rules.decideOn(new Folded<>(new Ended(), 2, TOKEN), CONTINUE));
        assertEquals(
                Decision.accept(new SessionEnded(SESSION, ANNA)),
                rules.decideOn(liveSince(TOKEN + 1), END));
    }

    @Test
    void who_logs_in_has_the_password_that_counts_now() {
        assertEquals(
                Decision.accept(new SessionOpened(SESSION, ANNA)),
                rules.decideOn(anna(CREDENTIAL), OPEN));
        assertEquals(Decision.refuse(LOGIN_WRONG), rules.decideOn(anna(new UUID(1, 2)), OPEN));
        assertEquals(Decision.refuse(LOGIN_WRONG), rules.decideOn(new Unregistered(), OPEN));
        assertEquals("Email or Password does not match.", LOGIN_WRONG.text());
    }

    private static Folded<Session> liveSince(long position) {
        return new Folded<>(new Live(ANNA), 1, position);
    }

    private static Registered anna(UUID credential) {
        return new Registered(
                ANNA, new Profile("anna@example.org", "anna", "Anna", "Adler"), credential);
    }
}
