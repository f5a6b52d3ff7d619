package minutebook.events.book;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minutebook.events.Event;
import minutebook.events.audit.AuditEvent.BookRead;
import minutebook.events.audit.AuditEvent.BookRestored;
import minutebook.events.audit.AuditEvent.BookShown;
import minutebook.events.audit.AuditEvent.ExportBegun;
import minutebook.events.audit.AuditEvent.LoginsRefused;
import minutebook.events.mail.MailEvent.MailDropped;
import minutebook.events.mail.MailEvent.MailRefused;
import minutebook.events.mail.MailEvent.MailRetried;
import minutebook.events.mail.MailEvent.MailSent;
import minutebook.events.messages.MessageEvent.MessageSent;
import minutebook.events.notifications.InboxEvent.NotificationsRead;
import minutebook.events.projects.ProjectEvent.CoachDesignated;
import minutebook.events.projects.ProjectEvent.CoachWithdrawn;
import minutebook.events.projects.ProjectEvent.MemberLeft;
import minutebook.events.projects.ProjectEvent.ParticipantInvited;
import minutebook.events.projects.ProjectEvent.ParticipantRemoved;
import minutebook.events.projects.ProjectEvent.ProjectCreated;
import minutebook.events.projects.ProjectEvent.ProjectDeleted;
import minutebook.events.projects.ProjectEvent.ProjectHandedOver;
import minutebook.events.projects.ProjectEvent.ProjectRenamed;
import minutebook.events.users.SessionEvent.SessionContinued;
import minutebook.events.users.SessionEvent.SessionEnded;
import minutebook.events.users.SessionEvent.SessionOpened;
import minutebook.events.users.UserEvent.EmailVerified;
import minutebook.events.users.UserEvent.PasswordChanged;
import minutebook.events.users.UserEvent.PasswordReset;
import minutebook.events.users.UserEvent.PasswordResetRequested;
import minutebook.events.users.UserEvent.ProfileEdited;
import minutebook.events.users.UserEvent.ProjectMailSwitched;
import minutebook.events.users.UserEvent.RoleGranted;
import minutebook.events.users.UserEvent.RoleRevoked;
import minutebook.events.users.UserEvent.UserArchived;
import minutebook.events.users.UserEvent.UserErased;
import minutebook.events.users.UserEvent.UserRegistered;
import minutebook.events.users.UserEvent.UserUnarchived;

/**
 * The stored name of every type of event. Classes may be renamed and moved; a name that was once
 * stored is for ever. When the meaning of a type changes, the new shape gets a name of its own
 * here, and the old name a reader that makes the new shape of it.
 */
final class EventTypes {

    private record Named(String name, Class<? extends Event> type) {}

    private static final List<Named> ALL =
            List.of(
                    new Named("user-registered", UserRegistered.class),
                    new Named("profile-edited", ProfileEdited.class),
                    new Named("password-changed", PasswordChanged.class),
                    new Named("password-reset-requested", PasswordResetRequested.class),
                    new Named("password-reset", PasswordReset.class),
                    new Named("email-verified", EmailVerified.class),
                    new Named("project-mail-switched", ProjectMailSwitched.class),
                    new Named("role-granted", RoleGranted.class),
                    new Named("role-revoked", RoleRevoked.class),
                    new Named("user-archived", UserArchived.class),
                    new Named("user-unarchived", UserUnarchived.class),
                    new Named("user-erased", UserErased.class),
                    new Named("session-opened", SessionOpened.class),
                    new Named("session-continued", SessionContinued.class),
                    new Named("session-ended", SessionEnded.class),
                    new Named("project-created", ProjectCreated.class),
                    new Named("project-renamed", ProjectRenamed.class),
                    new Named("project-handed-over", ProjectHandedOver.class),
                    new Named("project-deleted", ProjectDeleted.class),
                    new Named("participant-invited", ParticipantInvited.class),
                    new Named("participant-removed", ParticipantRemoved.class),
                    new Named("member-left", MemberLeft.class),
                    new Named("coach-designated", CoachDesignated.class),
                    new Named("coach-withdrawn", CoachWithdrawn.class),
                    new Named("message-sent", MessageSent.class),
                    new Named("notifications-read", NotificationsRead.class),
                    new Named("mail-sent", MailSent.class),
                    new Named("mail-refused", MailRefused.class),
                    new Named("mail-dropped", MailDropped.class),
                    new Named("mail-retried", MailRetried.class),
                    new Named("book-read", BookRead.class),
                    new Named("export-begun", ExportBegun.class),
                    new Named("book-shown", BookShown.class),
                    new Named("book-restored", BookRestored.class),
                    new Named("logins-refused", LoginsRefused.class));

    private static final Map<Class<?>, String> NAMES = new HashMap<>();
    private static final Map<String, Class<? extends Event>> TYPES = new HashMap<>();

    static {
        for (Named each : ALL) {
            NAMES.put(each.type(), each.name());
            TYPES.put(each.name(), each.type());
        }
    }

    private EventTypes() {}

    /** All stored names, in the order in which they are told to people. */
    static List<String> names() {
        return ALL.stream().map(Named::name).toList();
    }

    /** Of events of some kinds: classes, or interfaces that stand for all of theirs. */
    static List<String> namesOf(Collection<Class<? extends Event>> kinds) {
        return ALL.stream()
                .filter(it -> kinds.stream().anyMatch(kind -> kind.isAssignableFrom(it.type())))
                .map(Named::name)
                .toList();
    }

    static String nameOf(Event event) {
        String name = NAMES.get(event.getClass());
        if (name == null) {
            throw new IllegalArgumentException(
                    event.getClass().getSimpleName() + " has no stored name: add it to EventTypes");
        }
        return name;
    }

    static Class<? extends Event> typeOf(String name) {
        Class<? extends Event> type = TYPES.get(name);
        if (type == null) {
            throw new IllegalStateException(
                    "The book holds an event '%s', which this version of Minutebook does not know"
                            .formatted(name));
        }
        return type;
    }
}
