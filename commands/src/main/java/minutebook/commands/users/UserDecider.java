package minutebook.commands.users;

import static minutebook.commands.Decision.accept;
import static minutebook.commands.Decision.nothingToDo;
import static minutebook.commands.Decision.refuse;
import static minutebook.commands.users.UserRefusal.ALREADY_REGISTERED;
import static minutebook.commands.users.UserRefusal.NOT_ON_ONESELF;
import static minutebook.commands.users.UserRefusal.NO_SUCH_USER;
import static minutebook.commands.users.UserRefusal.OLDER_PASSWORD_WRONG;
import static minutebook.commands.users.UserRefusal.RESET_LINK_DEAD;
import static minutebook.commands.users.UserRefusal.USER_ARCHIVED;
import static minutebook.commands.users.UserRefusal.USER_NOT_FOUND;

import java.time.Instant;
import minutebook.commands.Decider;
import minutebook.commands.Decision;
import minutebook.commands.users.User.Erased;
import minutebook.commands.users.User.Registered;
import minutebook.commands.users.User.Unregistered;
import minutebook.commands.users.UserCommand.ArchiveUser;
import minutebook.commands.users.UserCommand.ChangePassword;
import minutebook.commands.users.UserCommand.EditProfile;
import minutebook.commands.users.UserCommand.GrantRole;
import minutebook.commands.users.UserCommand.OfAdmin;
import minutebook.commands.users.UserCommand.RegisterUser;
import minutebook.commands.users.UserCommand.RequestPasswordReset;
import minutebook.commands.users.UserCommand.ResetPassword;
import minutebook.commands.users.UserCommand.RevokeRole;
import minutebook.commands.users.UserCommand.SwitchProjectMail;
import minutebook.commands.users.UserCommand.UnarchiveUser;
import minutebook.commands.users.UserCommand.VerifyEmail;
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
import minutebook.events.users.UserEvent.UserRegistered;
import minutebook.events.users.UserEvent.UserUnarchived;

/**
 * The rules of an account. How it ends for ever, {@code commands.erasure} says. That no two have
 * one mail or username, the book's claims see to; that an admin is one, {@link UserCommands}.
 */
public final class UserDecider implements Decider<UserCommand, User, UserEvent> {

    @Override
    public User initial() {
        return new Unregistered();
    }

    @Override
    public Decision<UserEvent> decide(UserCommand command, User state) {
        return switch (state) {
            case Unregistered _ -> decideUnregistered(command);
            case Registered user -> decideRegistered(command, user);
            // The number of an erased user is never anybody else's.
            case Erased _ when command instanceof RegisterUser -> refuse(ALREADY_REGISTERED);
            case Erased _ -> decideUnregistered(command);
        };
    }

    private static Decision<UserEvent> decideUnregistered(UserCommand command) {
        return switch (command) {
            case RegisterUser it ->
                    accept(
                            new UserRegistered(
                                    it.user(),
                                    it.email(),
                                    it.username(),
                                    it.firstName(),
                                    it.lastName(),
                                    it.credential()));
            case EditProfile _, ChangePassword _, SwitchProjectMail _ -> refuse(NO_SUCH_USER);
            case OfAdmin _, VerifyEmail _, RequestPasswordReset _, ResetPassword _ ->
                    refuse(USER_NOT_FOUND);
        };
    }

    private static Decision<UserEvent> decideRegistered(UserCommand command, Registered user) {
        return switch (command) {
            case RegisterUser _ -> refuse(ALREADY_REGISTERED);

            case EditProfile it
                    when user.profile().isNamed(it.username(), it.firstName(), it.lastName()) ->
                    nothingToDo();
            case EditProfile it ->
                    accept(
                            new ProfileEdited(
                                    it.user(), it.username(), it.firstName(), it.lastName()));

            // The older password was right when it was looked at; another change came first.
            case ChangePassword it when !user.password().is(it.older()) ->
                    refuse(OLDER_PASSWORD_WRONG);
            case ChangePassword it ->
                    accept(new PasswordChanged(it.user(), it.credential(), it.session()));

            case RequestPasswordReset _ when user.archived() -> refuse(USER_ARCHIVED);
            case RequestPasswordReset it ->
                    accept(new PasswordResetRequested(it.user(), it.request()));

            case ResetPassword it when !user.password().isResetBy(it.request(), it.at()) ->
                    refuse(RESET_LINK_DEAD);
            case ResetPassword it ->
                    accept(new PasswordReset(it.user(), it.credential(), it.request()));

            case VerifyEmail _ when user.mail().verified() -> nothingToDo();
            case VerifyEmail it -> accept(new EmailVerified(it.user()));

            case SwitchProjectMail it when user.mail().projects() == it.wanted() -> nothingToDo();
            case SwitchProjectMail it -> accept(new ProjectMailSwitched(it.user(), it.wanted()));

            // So that there is always an admin left who can undo it.
            case OfAdmin it when it.user().equals(it.by()) -> refuse(NOT_ON_ONESELF);
            case GrantRole it when user.has(it.role()) -> nothingToDo();
            case GrantRole it -> accept(new RoleGranted(it.user(), it.role()));
            case RevokeRole it when !user.has(it.role()) -> nothingToDo();
            case RevokeRole it -> accept(new RoleRevoked(it.user(), it.role()));
            case ArchiveUser _ when user.archived() -> nothingToDo();
            case ArchiveUser it -> accept(new UserArchived(it.user()));
            case UnarchiveUser _ when !user.archived() -> nothingToDo();
            case UnarchiveUser it -> accept(new UserUnarchived(it.user()));
        };
    }

    @Override
    public User evolve(User state, UserEvent event, Instant recordedAt) {
        return UserHistory.evolve(state, event, recordedAt);
    }
}
