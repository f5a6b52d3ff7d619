package minutebook.web.audit.replay;

import java.util.EnumSet;
import java.util.Set;
import minutebook.events.book.RecordedEvent;
import minutebook.events.book.UnreadableEntry;
import minutebook.events.users.Role;
import minutebook.events.users.UserEvent;
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
import minutebook.queries.users.UserItem;
import org.jspecify.annotations.Nullable;

/**
 * A user as they were at a point, folded from their events. Pure, and never changes.
 *
 * @param verified whether they had shown that they get their mail
 * @param erased null: they were not, at that point; of who was erased later there are no names
 *     either
 */
record UserThen(
        UserItem names,
        Set<Role> roles,
        boolean archived,
        boolean verified,
        Point registered,
        @Nullable Point erased) {

    /**
     * The user after one more event.
     *
     * @param before null: the event registers them
     * @throws UnreadableEntry if the event cannot be the next
     */
    static UserThen after(@Nullable UserThen before, RecordedEvent recorded) {
        return switch (recorded.event()) {
            case UserRegistered it when before == null ->
                    new UserThen(
                            UserItem.registered(it),
                            Set.of(),
                            false,
                            false,
                            Point.of(recorded),
                            null);
            case UserEvent it when before != null && before.erased == null ->
                    before.with(it, recorded);
            default -> throw new UnreadableEntry(recorded.position());
        };
    }

    private UserThen with(UserEvent event, RecordedEvent recorded) {
        return switch (event) {
            case UserRegistered _ -> throw new UnreadableEntry(recorded.position());
            case ProfileEdited it ->
                    new UserThen(names.edited(it), roles, archived, verified, registered, erased);
            case EmailVerified _ -> new UserThen(names, roles, archived, true, registered, erased);
            case RoleGranted it -> with(it.role(), true);
            case RoleRevoked it -> with(it.role(), false);
            case UserErased it ->
                    new UserThen(
                            UserItem.erased(it.user()),
                            Set.of(),
                            archived,
                            verified,
                            registered,
                            Point.of(recorded));
            case UserArchived _ -> new UserThen(names, roles, true, verified, registered, erased);
            case UserUnarchived _ ->
                    new UserThen(names, roles, false, verified, registered, erased);
            case PasswordChanged _, PasswordReset _, PasswordResetRequested _ -> this;
            case ProjectMailSwitched _ -> this;
        };
    }

    private UserThen with(Role role, boolean has) {
        Set<Role> changed = EnumSet.noneOf(Role.class);
        changed.addAll(roles);
        if (has) {
            changed.add(role);
        } else {
            changed.remove(role);
        }
        return new UserThen(names, Set.copyOf(changed), archived, verified, registered, erased);
    }
}
