package minutebook.commands.users;

import static minutebook.commands.Decision.accept;
import static minutebook.commands.Decision.nothingToDo;
import static minutebook.commands.Decision.refuse;
import static minutebook.commands.users.UserRefusal.ALREADY_REGISTERED;
import static minutebook.commands.users.UserRefusal.NO_SUCH_USER;
import static minutebook.commands.users.UserRefusal.OLDER_PASSWORD_WRONG;

import minutebook.commands.Decider;
import minutebook.commands.Decision;
import minutebook.commands.users.User.Registered;
import minutebook.commands.users.User.Unregistered;
import minutebook.commands.users.UserCommand.ChangePassword;
import minutebook.commands.users.UserCommand.EditProfile;
import minutebook.commands.users.UserCommand.RegisterUser;
import minutebook.events.users.UserEvent;
import minutebook.events.users.UserEvent.PasswordChanged;
import minutebook.events.users.UserEvent.ProfileEdited;
import minutebook.events.users.UserEvent.UserRegistered;

/** The rules of an account. That no two have one mail or username, the book's claims see to. */
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
            case EditProfile _, ChangePassword _ -> refuse(NO_SUCH_USER);
        };
    }

    private static Decision<UserEvent> decideRegistered(UserCommand command, Registered user) {
        return switch (command) {
            case RegisterUser _ -> refuse(ALREADY_REGISTERED);
            case EditProfile(_, var username, var firstName, var lastName)
                    when user.hasProfile(username, firstName, lastName) ->
                    nothingToDo();
            case EditProfile it ->
                    accept(
                            new ProfileEdited(
                                    it.user(), it.username(), it.firstName(), it.lastName()));
            // The older password was right when it was looked at; another change came first.
            case ChangePassword it when !it.older().equals(user.credential()) ->
                    refuse(OLDER_PASSWORD_WRONG);
            case ChangePassword it ->
                    accept(new PasswordChanged(it.user(), it.credential(), it.session()));
        };
    }

    @Override
    public User evolve(User state, UserEvent event) {
        return switch (event) {
            case UserRegistered it ->
                    new Registered(
                            it.user(),
                            it.email(),
                            it.username(),
                            it.firstName(),
                            it.lastName(),
                            it.credential());
            case ProfileEdited it -> edited(registered(state), it);
            case PasswordChanged it -> secured(registered(state), it);
        };
    }

    private static User edited(Registered user, ProfileEdited it) {
        return new Registered(
                user.id(),
                user.email(),
                it.username(),
                it.firstName(),
                it.lastName(),
                user.credential());
    }

    private static User secured(Registered user, PasswordChanged it) {
        return new Registered(
                user.id(),
                user.email(),
                user.username(),
                user.firstName(),
                user.lastName(),
                it.credential());
    }

    private static Registered registered(User state) {
        return switch (state) {
            case Registered user -> user;
            case Unregistered _ ->
                    throw new IllegalStateException("An account's first event is UserRegistered");
        };
    }
}
