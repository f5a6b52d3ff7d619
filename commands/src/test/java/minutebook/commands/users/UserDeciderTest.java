package minutebook.commands.users;

import static minutebook.commands.Cast.ANNA;
import static minutebook.commands.users.UserRefusal.ALREADY_REGISTERED;
import static minutebook.commands.users.UserRefusal.NO_SUCH_USER;
import static minutebook.commands.users.UserRefusal.OLDER_PASSWORD_WRONG;

import java.util.UUID;
import minutebook.commands.Scenario;
import minutebook.commands.users.User.Profile;
import minutebook.commands.users.User.Registered;
import minutebook.commands.users.UserCommand.ChangePassword;
import minutebook.commands.users.UserCommand.EditProfile;
import minutebook.commands.users.UserCommand.RegisterUser;
import minutebook.events.users.UserEvent;
import minutebook.events.users.UserEvent.PasswordChanged;
import minutebook.events.users.UserEvent.ProfileEdited;
import minutebook.events.users.UserEvent.UserRegistered;
import org.junit.jupiter.api.Test;

class UserDeciderTest {
    private static final UUID FIRST = new UUID(1, 1);
    private static final UUID SECOND = new UUID(1, 2);
    private static final UUID THIRD = new UUID(1, 3);
    private static final UUID SESSION = new UUID(2, 1);

    private static final Profile ADLER = new Profile("anna@example.org", "anna", "Anna", "Adler");
    private static final RegisterUser REGISTER =
            new RegisterUser(ANNA, "anna@example.org", "anna", "Anna", "Adler", FIRST);
    private static final UserRegistered REGISTERED =
            new UserRegistered(ANNA, "anna@example.org", "anna", "Anna", "Adler", FIRST);

    private final Scenario<UserCommand, User, UserEvent> user = new Scenario<>(new UserDecider());

    @Test
    void anybody_registers() {
        user.given().when(REGISTER).then(REGISTERED, new Registered(ANNA, ADLER, FIRST));
    }

    @Test
    void nobody_registers_twice() {
        user.given(REGISTERED).when(REGISTER).thenRefused(ALREADY_REGISTERED);
    }

    @Test
    void a_user_edits_the_profile() {
        user.given(REGISTERED)
                .when(new EditProfile(ANNA, " anna.b ", "Anna", "Berg"))
                .then(
                        new ProfileEdited(ANNA, "anna.b", "Anna", "Berg"),
                        new Registered(
                                ANNA,
                                new Profile("anna@example.org", "anna.b", "Anna", "Berg"),
                                FIRST));
    }

    @Test
    void the_same_profile_is_nothing_to_do() {
        user.given(REGISTERED).when(new EditProfile(ANNA, "anna", "Anna", "Adler")).thenNothing();
        user.given(REGISTERED, new ProfileEdited(ANNA, "anna", "Ann", "Adler"))
                .when(new EditProfile(ANNA, "anna", "Ann", "Adler"))
                .thenNothing();
    }

    @Test
    void a_user_changes_the_password() {
        user.given(REGISTERED)
                .when(new ChangePassword(ANNA, SESSION, FIRST, SECOND))
                .then(
                        new PasswordChanged(ANNA, SECOND, SESSION),
                        new Registered(ANNA, ADLER, SECOND));
    }

    @Test
    void of_two_changes_that_start_from_one_password_one_is_made() {
        user.given(REGISTERED, new PasswordChanged(ANNA, SECOND, SESSION))
                .when(new ChangePassword(ANNA, SESSION, FIRST, THIRD))
                .thenRefused(OLDER_PASSWORD_WRONG);
    }

    @Test
    void who_is_not_registered_changes_nothing() {
        user.given().when(new EditProfile(ANNA, "anna", "Anna", "A")).thenRefused(NO_SUCH_USER);
        user.given()
                .when(new ChangePassword(ANNA, SESSION, FIRST, SECOND))
                .thenRefused(NO_SUCH_USER);
    }
}
