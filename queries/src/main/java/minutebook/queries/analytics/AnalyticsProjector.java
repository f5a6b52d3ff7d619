package minutebook.queries.analytics;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import minutebook.events.Event;
import minutebook.events.ProjectId;
import minutebook.events.book.RecordedEvent;
import minutebook.events.mail.MailEvent;
import minutebook.events.messages.MessageEvent;
import minutebook.events.messages.MessageEvent.MessageSent;
import minutebook.events.notifications.InboxEvent;
import minutebook.events.notifications.InboxEvent.NotificationsRead;
import minutebook.events.projects.ProjectEvent;
import minutebook.events.users.SessionEvent.SessionOpened;
import minutebook.events.users.UserEvent;
import minutebook.queries.Projector;
import minutebook.queries.Transaction;
import minutebook.queries.projects.Rosters;

/**
 * Keeps all that the views of the schema {@code analytics} show: one projector, so that they are
 * all current to one position. No command waits for it, so it gathers events for a moment and costs
 * little beside those that are waited for.
 */
public final class AnalyticsProjector implements Projector {
    public static final String NAME = "analytics";

    private static final Duration GATHERS = Duration.ofMillis(250);
    private static final Rosters.Tables ROSTERS =
            new Rosters.Tables("analytics_roster", "analytics_seat");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> tables() {
        return List.of(
                "analytics_person",
                "analytics_project",
                "analytics_membership",
                "analytics_size",
                "analytics_message_day",
                "analytics_response",
                "analytics_notification",
                "analytics_mail",
                "analytics_login_day",
                ROSTERS.project(),
                ROSTERS.member(),
                "analytics_turn",
                "analytics_mark",
                "analytics_mail_cause");
    }

    @Override
    public Duration gathers() {
        return GATHERS;
    }

    @Override
    public List<Class<? extends Event>> kinds() {
        return List.of(
                UserEvent.class,
                ProjectEvent.class,
                MessageEvent.class,
                InboxEvent.class,
                MailEvent.class,
                SessionOpened.class);
    }

    @Override
    public List<String> onlyAddedTo() {
        return List.of("analytics_response");
    }

    @Override
    public boolean concerns(Event event) {
        return event instanceof UserEvent
                || event instanceof ProjectEvent
                || event instanceof MessageEvent
                || event instanceof InboxEvent
                || event instanceof MailEvent
                || event instanceof SessionOpened;
    }

    @Override
    public void project(List<RecordedEvent> events, Transaction transaction) throws SQLException {
        Rosters rosters = Rosters.read(transaction, ROSTERS, projectsOf(events));
        var people = new PersonFacts();
        var projects = new ProjectFacts();
        var memberships = new MembershipFacts();
        var messages = new MessageFacts();
        var responses = new ResponseFacts();
        var notifications = new NotificationFacts();
        var mails = new MailFacts();
        var logins = new LoginFacts();
        for (RecordedEvent record : events) {
            if (MailFacts.isCause(record.event())) {
                mails.takeCause(record);
            }
            switch (record.event()) {
                case UserEvent event -> {
                    people.take(record);
                    messages.take(event);
                    notifications.take(record, event);
                }
                case ProjectEvent event -> {
                    Change change = change(record, event, rosters);
                    projects.take(change);
                    memberships.take(change);
                    notifications.take(change);
                }
                case MessageSent event -> {
                    messages.take(record, event);
                    responses.take(record, event);
                }
                case NotificationsRead event -> notifications.take(record, event);
                case MailEvent event -> mails.take(record, event);
                case SessionOpened event -> logins.take(record, event);
                default -> throw new IllegalArgumentException("Does not concern: " + record);
            }
        }
        rosters.write(transaction);
        for (Facts it :
                List.of(
                        people,
                        projects,
                        memberships,
                        messages,
                        responses,
                        notifications,
                        mails,
                        logins)) {
            it.write(transaction);
        }
    }

    private static Set<ProjectId> projectsOf(List<RecordedEvent> events) {
        Set<ProjectId> ids = new HashSet<>();
        for (RecordedEvent it : events) {
            if (it.event() instanceof ProjectEvent event) {
                ids.add(event.project());
            }
        }
        return ids;
    }

    private static Change change(RecordedEvent record, ProjectEvent event, Rosters rosters) {
        var before = rosters.get(event.project());
        rosters.apply(event, record.position());
        return new Change(record, event, before, rosters.get(event.project()));
    }
}
