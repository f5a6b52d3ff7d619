package minutebook.commands.users;

import java.time.Instant;
import java.util.List;
import minutebook.commands.users.User.Erased;
import minutebook.commands.users.User.Mail;
import minutebook.commands.users.User.Password;
import minutebook.commands.users.User.Profile;
import minutebook.commands.users.User.Registered;
import minutebook.commands.users.User.Unregistered;
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

/** What each event makes of a user. */
final class UserHistory {

    private UserHistory() {}

    static User evolve(User state, UserEvent event, Instant recordedAt) {
        return switch (event) {
            case UserRegistered it -> registered(it);
            case UserErased it -> new Erased(it.user());
            default -> evolve(registered(state), event, recordedAt);
        };
    }

    private static Registered evolve(Registered user, UserEvent event, Instant recordedAt) {
        return switch (event) {
            case UserRegistered _, UserErased _ -> user;
            case ProfileEdited it ->
                    user.with(
                            new Profile(
                                    user.email(), it.username(), it.firstName(), it.lastName()));
            case PasswordChanged it -> user.with(new Password(it.credential(), List.of()));
            case PasswordReset it -> user.with(new Password(it.credential(), List.of()));
            case PasswordResetRequested it ->
                    user.with(user.password().with(new ResetRequest(it.request(), recordedAt)));
            case EmailVerified _ -> user.with(new Mail(true, user.mail().projects()));
            case ProjectMailSwitched it -> user.with(new Mail(user.mail().verified(), it.wanted()));
            case RoleGranted it -> user.with(it.role());
            case RoleRevoked it -> user.without(it.role());
            case UserArchived _ -> user.asArchived();
            case UserUnarchived _ -> user.asUnarchived();
        };
    }

    private static Registered registered(UserRegistered it) {
        var profile = new Profile(it.email(), it.username(), it.firstName(), it.lastName());
        return new Registered(it.user(), profile, it.credential());
    }

    private static Registered registered(User state) {
        return switch (state) {
            case Registered user -> user;
            case Unregistered _, Erased _ ->
                    throw new IllegalStateException(
                            "An account lives from UserRegistered to UserErased");
        };
    }
}
