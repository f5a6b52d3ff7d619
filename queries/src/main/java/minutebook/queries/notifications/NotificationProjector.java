package minutebook.queries.notifications;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import minutebook.events.Event;
import minutebook.events.ProjectId;
import minutebook.events.UserId;
import minutebook.events.book.RecordedEvent;
import minutebook.events.notifications.InboxEvent;
import minutebook.events.notifications.InboxEvent.NotificationsRead;
import minutebook.events.projects.ProjectEvent;
import minutebook.events.users.UserEvent;
import minutebook.events.users.UserEvent.UserErased;
import minutebook.queries.Projector;
import minutebook.queries.Transaction;
import minutebook.queries.projects.Roster;
import minutebook.queries.projects.Rosters;
import minutebook.queries.users.People;
import org.jspecify.annotations.Nullable;

/**
 * Decides at each event's own position who is told what, and keeps it. Hence the copies of people,
 * projects and members: those of the other read models may be elsewhere in the book, and stay where
 * they are when only this one is rebuilt.
 */
public final class NotificationProjector implements Projector {
    private static final String PEOPLE = "notification_person";
    private static final Rosters.Tables PROJECTS =
            new Rosters.Tables("notification_project", "notification_member");

    private final NotificationListener listener;
    private List<Notification> uncommitted = List.of();

    public NotificationProjector(NotificationListener listener) {
        this.listener = listener;
    }

    @Override
    public String name() {
        return "notifications";
    }

    @Override
    public List<String> tables() {
        return List.of(
                "notification",
                "notification_payload",
                "notification_mark",
                PEOPLE,
                PROJECTS.project(),
                PROJECTS.member());
    }

    @Override
    public List<Class<? extends Event>> kinds() {
        return List.of(ProjectEvent.class, InboxEvent.class, UserEvent.class);
    }

    @Override
    public List<String> onlyAddedTo() {
        return List.of("notification", "notification_payload");
    }

    @Override
    public boolean looksBack(Event event) {
        return event instanceof UserErased;
    }

    @Override
    public boolean concerns(Event event) {
        return event instanceof ProjectEvent
                || event instanceof InboxEvent
                || People.concerns(event)
                || UserAnnouncements.concerns(event);
    }

    @Override
    public void project(List<RecordedEvent> events, Transaction transaction) throws SQLException {
        uncommitted = List.of();
        Rosters rosters = Rosters.read(transaction, PROJECTS, projectsOf(events));
        People people = People.read(transaction, PEOPLE, Mentioned.in(events, rosters));
        var notifications = new ArrayList<Notification>();
        var marks = new TreeMap<UserId, Long>();
        Set<UserId> erased = new HashSet<>();
        for (RecordedEvent it : events) {
            switch (it.event()) {
                case UserEvent event -> {
                    people.apply(event);
                    if (event instanceof UserErased gone) {
                        erased.add(gone.user());
                    }
                    UserAnnouncements.of(event, it.actor())
                            .ifPresent(told -> notifications.add(notification(it, 0, told, null)));
                }
                case ProjectEvent event -> notifications.addAll(tell(it, event, rosters, people));
                case NotificationsRead read -> marks.merge(read.user(), read.upTo(), Math::max);
                default -> throw new IllegalArgumentException("Does not concern: " + it.event());
            }
        }
        people.write(transaction);
        rosters.write(transaction);
        if (!erased.isEmpty()) {
            notifications.replaceAll(it -> it.without(erased));
        }
        NotificationRows.write(transaction, notifications);
        NotificationRows.mark(transaction, marks);
        NotificationErasure.of(transaction, erased);
        uncommitted = List.copyOf(notifications);
    }

    @Override
    public void projected(long position) {
        List<Notification> committed = uncommitted;
        uncommitted = List.of();
        listener.projected(committed, position);
    }

    @Override
    public void observed(long position) {
        uncommitted = List.of();
        listener.observed(position);
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

    private static List<Notification> tell(
            RecordedEvent record, ProjectEvent event, Rosters rosters, People people) {
        Roster before = rosters.get(event.project());
        rosters.apply(event, record.position());
        Roster after = rosters.get(event.project());
        Roster either = Objects.requireNonNull(after == null ? before : after);
        var announcements =
                new Announcements(
                                record.actor(),
                                before == null ? either : before,
                                either,
                                people::get)
                        .of(event);
        var notifications = new ArrayList<Notification>();
        for (int variant = 0; variant < announcements.size(); variant++) {
            Announcement it = announcements.get(variant);
            if (!it.recipients().isEmpty()) {
                notifications.add(notification(record, variant, it, event.project()));
            }
        }
        return notifications;
    }

    private static Notification notification(
            RecordedEvent record, int variant, Announcement it, @Nullable ProjectId project) {
        return new Notification(
                record.position(),
                variant,
                it.event(),
                Payload.of(it, project, record.recordedAt()).json(),
                it.named().stream().sorted().toList(),
                it.recipients().stream().sorted().toList());
    }
}
