package minutebook.commands.users;

import static minutebook.commands.Cast.ANNA;
import static minutebook.commands.Cast.BEN;
import static minutebook.commands.users.UserRefusal.NOT_ON_ONESELF;
import static minutebook.commands.users.UserRefusal.USER_ARCHIVED;
import static minutebook.commands.users.UserRefusal.USER_NOT_FOUND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import minutebook.commands.Scenario;
import minutebook.commands.users.User.Mail;
import minutebook.commands.users.User.Registered;
import minutebook.commands.users.UserCommand.ArchiveUser;
import minutebook.commands.users.UserCommand.GrantRole;
import minutebook.commands.users.UserCommand.OfAdmin;
import minutebook.commands.users.UserCommand.RequestPasswordReset;
import minutebook.commands.users.UserCommand.RevokeRole;
import minutebook.commands.users.UserCommand.SwitchProjectMail;
import minutebook.commands.users.UserCommand.UnarchiveUser;
import minutebook.commands.users.UserCommand.VerifyEmail;
import minutebook.events.users.Role;
import minutebook.events.users.UserEvent;
import minutebook.events.users.UserEvent.EmailVerified;
import minutebook.events.users.UserEvent.ProjectMailSwitched;
import minutebook.events.users.UserEvent.RoleGranted;
import minutebook.events.users.UserEvent.RoleRevoked;
import minutebook.events.users.UserEvent.UserArchived;
import minutebook.events.users.UserEvent.UserRegistered;
import minutebook.events.users.UserEvent.UserUnarchived;
import org.junit.jupiter.api.Test;

/** Roles, archive, address and mail of a user. BEN is an admin. */
class AccountRulesTest {
    private static final UserRegistered REGISTERED =
            new UserRegistered(ANNA, "anna@example.org", "anna", "Anna", "Adler", new UUID(1, 1));

    private final UserDecider rules = new UserDecider();
    private final Scenario<UserCommand, User, UserEvent> user = new Scenario<>(rules);

    private Registered after(UserEvent... events) {
        User state = rules.evolve(rules.initial(), REGISTERED, Instant.EPOCH);
        for (UserEvent event : events) {
            state = rules.evolve(state, event, Instant.EPOCH);
        }
        return assertInstanceOf(Registered.class, state);
    }

    @Test
    void an_admin_grants_roles_and_takes_them() {
        user.given(REGISTERED)
                .when(new GrantRole(ANNA, BEN, Role.ADMIN))
                .then(new RoleGranted(ANNA, Role.ADMIN));
        user.given(REGISTERED, new RoleGranted(ANNA, Role.ADMIN))
                .when(new RevokeRole(ANNA, BEN, Role.ADMIN))
                .then(new RoleRevoked(ANNA, Role.ADMIN));
    }

    @Test
    void the_operator_who_is_no_user_does_so_too() {
        user.given(REGISTERED)
                .when(new GrantRole(ANNA, null, Role.AUDITOR))
                .then(new RoleGranted(ANNA, Role.AUDITOR));
    }

    @Test
    void a_user_has_several_roles_each_once() {
        var auditor = new RoleGranted(ANNA, Role.AUDITOR);
        var analyst = new RoleGranted(ANNA, Role.ANALYST);
        assertEquals(Set.of(Role.AUDITOR, Role.ANALYST), after(auditor, analyst).roles());
        assertEquals(
                Set.of(Role.ANALYST),
                after(auditor, analyst, new RoleRevoked(ANNA, Role.AUDITOR)).roles());

        user.given(REGISTERED, auditor).when(new GrantRole(ANNA, BEN, Role.AUDITOR)).thenNothing();
        user.given(REGISTERED, auditor).when(new RevokeRole(ANNA, BEN, Role.ANALYST)).thenNothing();
    }

    @Test
    void an_admin_archives_a_user_and_brings_them_back() {
        user.given(REGISTERED).when(new ArchiveUser(ANNA, BEN)).then(new UserArchived(ANNA));
        user.given(REGISTERED, new UserArchived(ANNA))
                .when(new ArchiveUser(ANNA, BEN))
                .thenNothing();
        user.given(REGISTERED, new UserArchived(ANNA))
                .when(new UnarchiveUser(ANNA, BEN))
                .then(new UserUnarchived(ANNA));
        user.given(REGISTERED).when(new UnarchiveUser(ANNA, BEN)).thenNothing();
    }

    @Test
    void an_archived_user_keeps_roles_and_all_else_for_the_return() {
        var admin = new RoleGranted(ANNA, Role.ADMIN);
        assertEquals(
                after(admin, new EmailVerified(ANNA)),
                after(
                        admin,
                        new EmailVerified(ANNA),
                        new UserArchived(ANNA),
                        new UserUnarchived(ANNA)));
    }

    @Test
    void no_admin_does_any_of_it_to_themselves() {
        for (OfAdmin command :
                List.of(
                        new GrantRole(ANNA, ANNA, Role.AUDITOR),
                        new RevokeRole(ANNA, ANNA, Role.ADMIN),
                        new ArchiveUser(ANNA, ANNA),
                        new UnarchiveUser(ANNA, ANNA))) {
            user.given(REGISTERED, new RoleGranted(ANNA, Role.ADMIN))
                    .when(command)
                    .thenRefused(NOT_ON_ONESELF);
        }
    }

    @Test
    void what_is_asked_of_nobodys_account_finds_nobody() {
        for (UserCommand command :
                List.of(
                        new GrantRole(ANNA, BEN, Role.ADMIN),
                        new RevokeRole(ANNA, BEN, Role.ADMIN),
                        new ArchiveUser(ANNA, BEN),
                        new UnarchiveUser(ANNA, BEN),
                        new VerifyEmail(ANNA),
                        new RequestPasswordReset(ANNA, new UUID(3, 1)))) {
            user.given().when(command).thenRefused(USER_NOT_FOUND);
        }
    }

    @Test
    void an_address_is_verified_once_however_often_the_link_is_opened() {
        user.given(REGISTERED).when(new VerifyEmail(ANNA)).then(new EmailVerified(ANNA));
        user.given(REGISTERED, new EmailVerified(ANNA)).when(new VerifyEmail(ANNA)).thenNothing();
        assertEquals(new Mail(true, true), after(new EmailVerified(ANNA)).mail());
    }

    @Test
    void a_user_switches_mails_about_projects_off_and_on() {
        var off = new ProjectMailSwitched(ANNA, false);
        user.given(REGISTERED).when(new SwitchProjectMail(ANNA, ANNA, false)).then(off);
        user.given(REGISTERED).when(new SwitchProjectMail(ANNA, ANNA, true)).thenNothing();
        user.given(REGISTERED, off).when(new SwitchProjectMail(ANNA, null, false)).thenNothing();
        user.given(REGISTERED, off)
                .when(new SwitchProjectMail(ANNA, ANNA, true))
                .then(new ProjectMailSwitched(ANNA, true));
    }

    @Test
    void an_archived_user_unsubscribes_but_gets_no_link_to_a_new_password() {
        var archived = new UserArchived(ANNA);
        user.given(REGISTERED, archived)
                .when(new SwitchProjectMail(ANNA, null, false))
                .then(new ProjectMailSwitched(ANNA, false));
        user.given(REGISTERED, archived)
                .when(new RequestPasswordReset(ANNA, new UUID(3, 1)))
                .thenRefused(USER_ARCHIVED);
    }
}
