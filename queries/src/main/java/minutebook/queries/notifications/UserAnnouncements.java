package minutebook.queries.notifications;

import static minutebook.queries.notifications.Announcement.Type.ADMIN_USER;
import static minutebook.queries.notifications.Announcement.Type.ARCHIVE_USER;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import minutebook.events.Event;
import minutebook.events.UserId;
import minutebook.events.users.Role;
import minutebook.events.users.UserEvent;
import minutebook.events.users.UserEvent.RoleGranted;
import minutebook.events.users.UserEvent.RoleRevoked;
import minutebook.events.users.UserEvent.UserArchived;
import org.jspecify.annotations.Nullable;

/** What users are told of their own accounts: {@code action_user} of the contract, 4.1. Pure. */
final class UserAnnouncements {

    private UserAnnouncements() {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record BecameAdmin(UserId userId, boolean admin) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record Archived(UserId userId, boolean archive) {}

    static boolean concerns(Event event) {
        return event instanceof UserEvent it && of(it, null).isPresent();
    }

    /** Empty: nobody is told of it; also not who did it. */
    static Optional<Announcement> of(UserEvent event, @Nullable UserId actor) {
        return told(event).filter(_ -> !event.user().equals(actor));
    }

    private static Optional<Announcement> told(UserEvent event) {
        return switch (event) {
            case RoleGranted(var user, var role) when role == Role.ADMIN ->
                    Optional.of(admin(user, "You become an admin.", true));
            case RoleRevoked(var user, var role) when role == Role.ADMIN ->
                    Optional.of(admin(user, "You become a normal.", false));
            case UserArchived(var user) ->
                    Optional.of(
                            new Announcement(
                                    ARCHIVE_USER,
                                    "You was archived.",
                                    new Archived(user, true),
                                    null,
                                    Set.of(),
                                    List.of(user)));
            default -> Optional.empty();
        };
    }

    private static Announcement admin(UserId user, String message, boolean admin) {
        return new Announcement(
                ADMIN_USER, message, new BecameAdmin(user, admin), null, Set.of(), List.of(user));
    }
}
