package minutebook.web.live.state;

import java.util.Locale;
import java.util.Map;
import minutebook.events.Event;
import minutebook.events.users.SessionEvent.SessionContinued;
import minutebook.events.users.SessionEvent.SessionEnded;
import minutebook.events.users.SessionEvent.SessionOpened;
import minutebook.events.users.UserEvent.EmailVerified;
import minutebook.events.users.UserEvent.PasswordChanged;
import minutebook.events.users.UserEvent.PasswordReset;
import minutebook.events.users.UserEvent.PasswordResetRequested;
import minutebook.events.users.UserEvent.ProjectMailSwitched;
import minutebook.events.users.UserEvent.UserErased;

/** What the book keeps, and pages are told nothing of. */
final class Kinds {
    private static final String CONNECTION =
            "changes nothing that is shown: it ends connections, or lets them go on";
    private static final String MAIL = "changes nothing that is shown: it is about mail";

    private static final String TEXTS =
            "takes away what was shown, of which nobody is told: they see it when they fetch anew";

    static final Map<Class<? extends Event>, String> NOT_SHOWN =
            Map.of(
                    SessionOpened.class, CONNECTION,
                    SessionContinued.class, CONNECTION,
                    SessionEnded.class, CONNECTION,
                    PasswordChanged.class, CONNECTION,
                    PasswordReset.class, CONNECTION,
                    PasswordResetRequested.class, MAIL,
                    EmailVerified.class, MAIL,
                    ProjectMailSwitched.class, MAIL,
                    UserErased.class, TEXTS);

    private Kinds() {}

    /** As {@code EventTypes} has it: {@code project-created}. */
    static String storedName(Class<? extends Event> event) {
        return event.getSimpleName().replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
