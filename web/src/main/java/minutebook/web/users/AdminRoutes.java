package minutebook.web.users;

import java.util.OptionalLong;
import java.util.function.BiFunction;
import minutebook.commands.Outcome;
import minutebook.commands.Outcome.Refused;
import minutebook.commands.users.UserCommand;
import minutebook.commands.users.UserCommand.ArchiveUser;
import minutebook.commands.users.UserCommand.GrantRole;
import minutebook.commands.users.UserCommand.RevokeRole;
import minutebook.commands.users.UserCommand.UnarchiveUser;
import minutebook.commands.users.UserCommands;
import minutebook.commands.users.UserRefusal;
import minutebook.events.UserId;
import minutebook.events.users.Role;
import minutebook.web.access.Asked;
import minutebook.web.access.Commands;
import minutebook.web.access.Roles;
import minutebook.web.http.PathNumber;
import minutebook.web.http.Routes;

/** What admins do to others: {@code /api/v1/users/admin} and {@code …/archive}. */
public final class AdminRoutes {
    private static final String ADMIN = "/api/v1/users/admin/{user}";
    private static final String ARCHIVE = "/api/v1/users/archive/{user}";

    private final Commands commands;
    private final UserCommands rules;
    private final Roles roles;

    public AdminRoutes(Commands commands, UserCommands rules, Roles roles) {
        this.commands = commands;
        this.rules = rules;
        this.roles = roles;
    }

    public void routing(Routes routes) {
        routes.post(ADMIN, commands.user(this::grant, "The user is an admin."))
                .delete(ADMIN, commands.user(this::revoke, "The user is no admin."))
                .post(ARCHIVE, commands.user(this::archive, "The user is archived."))
                .delete(ARCHIVE, commands.user(this::unarchive, "The user is not archived."));
    }

    private Outcome grant(Asked asked) {
        return handle(asked, (user, by) -> new GrantRole(user, by, Role.ADMIN));
    }

    private Outcome revoke(Asked asked) {
        return handle(asked, (user, by) -> new RevokeRole(user, by, Role.ADMIN));
    }

    private Outcome archive(Asked asked) {
        return handle(asked, ArchiveUser::new);
    }

    private Outcome unarchive(Asked asked) {
        return handle(asked, UnarchiveUser::new);
    }

    private Outcome handle(Asked asked, BiFunction<UserId, UserId, UserCommand> wish) {
        UserId by = asked.caller().user();
        OptionalLong user = PathNumber.of(asked.request(), "user");
        return user.isPresent()
                ? rules.handle(asked.id(), wish.apply(new UserId(user.getAsLong()), by))
                : nobody(by);
    }

    /** 403 comes before 404, also of what cannot be a user's number. */
    private Outcome nobody(UserId by) {
        return new Refused(
                roles.has(by, Role.ADMIN) ? UserRefusal.USER_NOT_FOUND : UserRefusal.ONLY_ADMINS);
    }
}
