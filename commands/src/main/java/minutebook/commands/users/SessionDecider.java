package minutebook.commands.users;

import static minutebook.commands.Decision.accept;
import static minutebook.commands.Decision.nothingToDo;
import static minutebook.commands.Decision.refuse;
import static minutebook.commands.users.UserRefusal.ALREADY_OPENED;
import static minutebook.commands.users.UserRefusal.LOGIN_WRONG;
import static minutebook.commands.users.UserRefusal.SESSION_OVER;
import static minutebook.commands.users.UserRefusal.TOKEN_REPLACED;

import java.time.Instant;
import minutebook.commands.Decider;
import minutebook.commands.Decision;
import minutebook.commands.Folded;
import minutebook.commands.users.Session.Ended;
import minutebook.commands.users.Session.Live;
import minutebook.commands.users.Session.Unopened;
import minutebook.commands.users.SessionCommand.ContinueSession;
import minutebook.commands.users.SessionCommand.EndSession;
import minutebook.commands.users.SessionCommand.OpenSession;
import minutebook.commands.users.User.Registered;
import minutebook.events.users.SessionEvent;
import minutebook.events.users.SessionEvent.SessionContinued;
import minutebook.events.users.SessionEvent.SessionEnded;
import minutebook.events.users.SessionEvent.SessionOpened;

/** The rules of sessions. That they end with a change of password, the user's events say. */
public final class SessionDecider implements Decider<SessionCommand, Session, SessionEvent> {

    @Override
    public Session initial() {
        return new Unopened();
    }

    /** Logging in is decided on the user: the password may have been changed just now. */
    public Decision<SessionEvent> decideOn(User user, OpenSession wish) {
        return user instanceof Registered it && it.password().is(wish.credential())
                ? decide(wish, initial())
                : refuse(LOGIN_WRONG);
    }

    /**
     * As {@link #decide}, and of two who come with one token, one gets the next. Each event of a
     * live session issued a token, so that the newest token is that of the last event.
     */
    public Decision<SessionEvent> decideOn(Folded<Session> session, SessionCommand command) {
        return session.state() instanceof Live
                        && command instanceof ContinueSession it
                        && it.token() != session.position()
                ? refuse(TOKEN_REPLACED)
                : decide(command, session.state());
    }

    @Override
    public Decision<SessionEvent> decide(SessionCommand command, Session state) {
        return switch (state) {
            case Unopened _ -> decideUnopened(command);
            case Live session -> decideLive(command, session);
            case Ended _ -> decideEnded(command);
        };
    }

    private static Decision<SessionEvent> decideUnopened(SessionCommand command) {
        return switch (command) {
            case OpenSession it -> accept(new SessionOpened(it.session(), it.user()));
            case ContinueSession _, EndSession _ -> refuse(SESSION_OVER);
        };
    }

    private static Decision<SessionEvent> decideLive(SessionCommand command, Live session) {
        if (!session.user().equals(command.user())) {
            return refuse(SESSION_OVER);
        }
        return switch (command) {
            case OpenSession _ -> refuse(ALREADY_OPENED);
            case ContinueSession it -> accept(new SessionContinued(it.session(), it.user()));
            case EndSession it -> accept(new SessionEnded(it.session(), it.user()));
        };
    }

    private static Decision<SessionEvent> decideEnded(SessionCommand command) {
        return switch (command) {
            case OpenSession _ -> refuse(ALREADY_OPENED);
            case ContinueSession _ -> refuse(SESSION_OVER);
            case EndSession _ -> nothingToDo();
        };
    }

    @Override
    public Session evolve(Session state, SessionEvent event, Instant recordedAt) {
        return switch (event) {
            case SessionOpened it -> new Live(it.user());
            case SessionContinued _ -> state;
            case SessionEnded _ -> new Ended();
        };
    }
}
