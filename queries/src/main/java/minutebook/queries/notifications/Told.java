package minutebook.queries.notifications;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import minutebook.events.UserId;
import minutebook.events.projects.ProjectEvent;
import minutebook.events.users.UserEvent;
import minutebook.queries.projects.Roster;
import minutebook.queries.users.UserItem;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of an event, by the same rules as the notifications, but not in which words.
 *
 * @param kind as in the payload: {@code add_into_project}
 * @param recipients in the order of their ids
 */
public record Told(String kind, List<UserId> recipients) {
    public Told {
        recipients = List.copyOf(recipients);
    }

    /**
     * Of a project's event; empty: nobody is. No two have a recipient in common.
     *
     * @param before null: it began with the event
     * @param after null: it ended with the event
     */
    public static List<Told> of(
            ProjectEvent event,
            @Nullable UserId actor,
            @Nullable Roster before,
            @Nullable Roster after) {
        Roster either = Objects.requireNonNull(after == null ? before : after);
        return new Announcements(actor, before == null ? either : before, either, Told::nameless)
                .of(event).stream().filter(it -> !it.recipients().isEmpty()).map(Told::of).toList();
    }

    /** Of an event of somebody's account; empty: nobody is. */
    public static Optional<Told> of(UserEvent event, @Nullable UserId actor) {
        return UserAnnouncements.of(event, actor).map(Told::of);
    }

    private static Told of(Announcement announcement) {
        return new Told(
                announcement.type().text(), announcement.recipients().stream().sorted().toList());
    }

    private static UserItem nameless(UserId user) {
        return new UserItem(user, "", "", "", "");
    }
}
